import { expect, it } from 'vitest';
import { relativeTime } from '../../../web/src/ui/time.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

it.each([
  ['2026-11-23T12:00:00Z', 'just now'],
  ['2026-11-23T11:59:01Z', 'just now'],
  ['2026-11-23T11:59:00Z', '1 minute ago'],
  ['2026-11-23T09:00:00Z', '3 hours ago'],
  ['2026-11-20T12:00:00Z', '3 days ago'],
  ['2025-11-20T12:00:00Z', '1 year ago'],
  ['2026-11-23T12:00:30Z', 'in less than a minute'],
  ['2026-11-24T12:00:00Z', 'in 1 day'],
  ['2026-11-23T12:59:59Z', 'in 1 hour'],
  ['2026-11-23T12:59:29Z', 'in 59 minutes'],
  ['2026-11-24T11:59:59Z', 'in 1 day'],
])('formats %s as “%s”', (at, text) => {
  expect(relativeTime(Date.parse(at), now)).toBe(text);
});
