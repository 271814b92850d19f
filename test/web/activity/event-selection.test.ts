import { expect, it } from 'vitest';
import { everything, isDay, toEventQuery } from '../../../web/src/activity/event-selection.ts';

it('asks for every event without a filter', () => expect(toEventQuery(everything)).toEqual({}));

it('asks for whole days in the reader’s time zone, the last one included', () => {
  const selection = {
    ...everything,
    actor: 'ada@acme.example',
    firstDay: '2026-02-27',
    lastDay: '2026-02-28',
  };
  expect(toEventQuery(selection)).toEqual({
    actor: 'ada@acme.example',
    from: new Date(2026, 1, 27).toISOString(),
    to: new Date(2026, 2, 1).toISOString(),
  });
});

it.each(['', '2026', '2026-1', '2026-01-', '31/01/2026'])('takes no limit from %j, typed so far', (text) => {
  expect(isDay(text)).toBe(false);
  expect(toEventQuery({ ...everything, firstDay: text, lastDay: text })).toEqual({});
});
