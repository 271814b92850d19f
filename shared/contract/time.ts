import * as v from 'valibot';

/** A time in a response: ISO 8601 in UTC, with milliseconds. */
export const time = v.pipe(v.string(), v.isoTimestamp());
