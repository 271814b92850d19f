/** The time in milliseconds since the epoch. Handed in everywhere, so that a test can stop it. */
export type Clock = () => number;

/** ISO 8601 in UTC with milliseconds, the form of every time in an item and in an answer. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
