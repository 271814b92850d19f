/** The time in milliseconds since the epoch. Injected everywhere, so that a test can stop it. */
export type Clock = () => number;

/** ISO 8601 in UTC with milliseconds, the format of every time in an item and in a response. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
