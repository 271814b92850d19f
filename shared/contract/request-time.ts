import * as v from 'valibot';
import { isoTime } from '../clock.ts';
import { parseTime } from '../parse-time.ts';
import { rule } from './rule.ts';

/** A time in a request, in any offset; it comes out as responses have it. */
export const requestTime = v.pipe(
  v.string('must be a string'),
  rule((text) => parseTime(text) !== undefined, 'must be a time, as 2026-01-31T12:00:00Z', {
    format: 'date-time',
  }),
  v.transform((text) => isoTime(parseTime(text) ?? Number.NaN)),
);
