/** Which events the view lists. */
export type EventSelection = {
  secretId: string | undefined;
  actor: string | undefined;
  /** Days in the reader's time zone as `2026-01-31`, both included; empty: no limit. */
  firstDay: string;
  lastDay: string;
};

/** Every event. */
export const everything: EventSelection = {
  secretId: undefined,
  actor: undefined,
  firstDay: '',
  lastDay: '',
};

/** The selection as list-events takes it. */
export function toEventQuery({ secretId, actor, firstDay, lastDay }: EventSelection): Record<string, string> {
  const members = { secretId, actor, from: midnight(firstDay, 0), to: midnight(lastDay, 1) };
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Whether a text is a day: a date input also reports what is typed so far. */
export const isDay = (text: string): boolean => midnight(text, 0) !== undefined;

/** The start of a day, or of one some days later, in the reader's time zone; `undefined` if the text isn't a day. */
function midnight(day: string, daysLater: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  return new Date(Number(year), Number(month) - 1, Number(date) + daysLater).toISOString();
}
