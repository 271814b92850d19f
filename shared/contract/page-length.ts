import * as v from 'valibot';
import { rule } from './rule.ts';

const range = 'must be a whole number from 1 to 100';

/** The query parameter `limit` of a list: how many records a page has at most. */
export const pageLength = v.pipe(
  v.optional(v.string(range), '50'),
  rule(
    (text) => /^(?:[1-9]\d?|100)$/.test(text),
    range,
    // In a query string, every value is text.
    { type: 'integer', minimum: 1, maximum: 100, default: 50 },
    'out_of_range',
  ),
  v.transform(Number),
);
