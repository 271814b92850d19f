const pattern =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))$/;

/**
 * Reads a time of RFC 3339: `2026-01-31T12:00:00Z`, also with fractions of a second or an offset.
 *
 * Stricter than `Date.parse`, which reads `disabled 1` as a day in 2001 and takes 30 February for a day in March:
 * a deadline that means something else than what it says must not be kept.
 *
 * @returns epoch milliseconds; `undefined` if the text isn't such a time
 */
export function parseTime(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, date = ''] = match;
  const midnight = new Date(`${date}T00:00:00.000Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== date) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
