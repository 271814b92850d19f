/** `Nov 23, 2026, 14:03:22 UTC`: in the user's time zone, and in the form of the browser's language. */
export const exactTime = (at: string, locale?: string): string =>
  new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(at));

/** Replaces the ISO times in a text of the API with {@link exactTime}. */
export const localizeTimes = (text: string): string =>
  text.replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => exactTime(at));

/** Each with the length from which it is used: 59.5 minutes are an hour, not 60 minutes. */
const units = [
  ['year', 31_536_000_000, 31_536_000_000],
  ['month', 2_592_000_000, 2_548_800_000],
  ['day', 86_400_000, 84_600_000],
  ['hour', 3_600_000, 3_570_000],
  ['minute', 60_000, 60_000],
] as const;

/** @param at @param now in epoch milliseconds; rounded to the nearest unit */
export function relativeTime(at: number, now: number): string {
  const difference = at - now;
  const [unit, length] = units.find(([, , from]) => Math.abs(difference) >= from) ?? [];
  if (unit === undefined) return difference > 0 ? 'in less than a minute' : 'just now';
  return new Intl.RelativeTimeFormat('en').format(Math.round(difference / length), unit);
}
