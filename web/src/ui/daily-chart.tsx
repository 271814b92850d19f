import BarChart from '@cloudscape-design/components/bar-chart';
import { dateOf, lastDays } from './days.ts';

/** What is counted per day. Days that are missing are 0. */
export type DailySeries = {
  title: string;
  counts: readonly { date: string; count: number }[];
  /** A CSS color; Cloudscape's own by default. */
  color?: string;
};

/** Counts per day of the last 30 days, UTC, stacked. */
export default function DailyChart({
  series,
  label,
  unit,
}: {
  series: readonly DailySeries[];
  /** For screen readers. */
  label: string;
  /** The title of the y-axis. */
  unit: string;
}) {
  const days = lastDays(30);
  const data = series.map(({ title, counts, color }) => {
    const byDate = new Map(counts.map(({ date, count }) => [date, count]));
    return {
      title,
      type: 'bar' as const,
      data: days.map((day) => ({ x: day, y: byDate.get(dateOf(day)) ?? 0 })),
      ...(color === undefined ? {} : { color }),
    };
  });
  const heights = days.map((_, day) => data.reduce((sum, each) => sum + (each.data[day]?.y ?? 0), 0));
  return (
    <BarChart
      series={data}
      stackedBars
      xDomain={days}
      yDomain={[0, Math.max(1, ...heights)]}
      xScaleType="categorical"
      i18nStrings={{ xTickFormatter: dayOf, yTickFormatter: wholeNumber }}
      ariaLabel={label}
      height={120}
      hideFilter
      hideLegend={series.length === 1}
      legendTitle=""
      xTitle="Day (UTC)"
      yTitle={unit}
    />
  );
}

const dayOf = (day: Date): string =>
  new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(day);

/** Leaves out ticks at fractions: counts are whole. */
const wholeNumber = (count: number): string => (Number.isInteger(count) ? count.toLocaleString() : '');
