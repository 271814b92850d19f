import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { TableUnavailableError } from '../../../shared/dynamodb.ts';
import { confirmEvent, retractEvent } from '../../../shared/events/close-event.ts';
import type { NewEvent } from '../../../shared/events/event.ts';
import { listEvents } from '../../../shared/events/list-events.ts';
import { openEvent } from '../../../shared/events/open-event.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { describeStores, now, unknownId } from '../../support/stores.ts';

let made = 0;
/** Ids that sort by the order in which they are made. */
const nextId = (): string => `01JD${String(++made).padStart(22, '0')}`;

const newEvent = (changes: Partial<NewEvent> = {}): NewEvent => ({
  id: nextId(),
  at: new Date(now).toISOString(),
  type: 'secret_renamed',
  actor: 'ada',
  requestId: `request-${made}`,
  secretId: unknownId,
  secretName: 'Production',
  ...changes,
});

describeStores('the audit trail', (store) => {
  it('lists a confirmed event with what is known of the change', async () => {
    const id = uniqueOrganizationId();
    const event = newEvent();
    await openEvent(store.dynamodb, id, event);
    expect(await confirmEvent(store.dynamodb, id, event.id, { details: { name: 'Staging' } })).toBe(true);
    expect(await listEvents(store.dynamodb, id, {})).toEqual({
      events: [{ ...event, details: { name: 'Staging' }, outcome: 'succeeded' }],
    });
  });

  it('lists an event whose outcome was never recorded as unknown', async () => {
    const id = uniqueOrganizationId();
    const event = newEvent();
    await openEvent(store.dynamodb, id, event);
    expect(await listEvents(store.dynamodb, id, {})).toEqual({ events: [{ ...event, outcome: 'unknown' }] });
  });

  it('leaves out an event whose change was refused', async () => {
    const id = uniqueOrganizationId();
    const event = newEvent();
    await openEvent(store.dynamodb, id, event);
    expect(await retractEvent(store.dynamodb, id, event.id, now)).toBe(true);
    expect(await listEvents(store.dynamodb, id, {})).toEqual({ events: [] });
  });

  it('never changes a confirmed event', async () => {
    const id = uniqueOrganizationId();
    const event = newEvent();
    await openEvent(store.dynamodb, id, event);
    await confirmEvent(store.dynamodb, id, event.id);
    expect(await retractEvent(store.dynamodb, id, event.id, now)).toBe(false);
    const forged = { ...event, actor: 'mallory', requestId: 'another' };
    await expect(openEvent(store.dynamodb, id, forged)).rejects.toThrow(TableUnavailableError);
    await expect(openEvent(store.dynamodb, id, { ...event, actor: 'mallory' })).rejects.toThrow(
      TableUnavailableError,
    );
    expect((await listEvents(store.dynamodb, id, {})).events).toEqual([{ ...event, outcome: 'succeeded' }]);
  });

  it('confirms nothing that was not opened, and nothing that was taken back', async () => {
    const id = uniqueOrganizationId();
    expect(await confirmEvent(store.dynamodb, id, nextId())).toBe(false);
    const event = newEvent();
    await openEvent(store.dynamodb, id, event);
    await retractEvent(store.dynamodb, id, event.id, now);
    expect(await confirmEvent(store.dynamodb, id, event.id)).toBe(false);
    expect(await listEvents(store.dynamodb, id, {})).toEqual({ events: [] });
  });

  it('opens and confirms again what was written and whose response was lost', async () => {
    const id = uniqueOrganizationId();
    const event = newEvent();
    await openEvent(store.dynamodb, id, event);
    await openEvent(store.dynamodb, id, event);
    await confirmEvent(store.dynamodb, id, event.id);
    expect(await confirmEvent(store.dynamodb, id, event.id)).toBe(true);
    expect((await listEvents(store.dynamodb, id, {})).events).toHaveLength(1);
  });

  it('is listed newest first, in pages, by secret, and of one organization', async () => {
    const id = uniqueOrganizationId();
    const events = Array.from({ length: 7 }, (_, index) =>
      newEvent({ secretId: index % 2 === 0 ? unknownId : '01ARZ3NDEKTSV4RRFFQ69G5FAW' }),
    );
    for (const event of events) await openEvent(store.dynamodb, id, event);
    await openEvent(store.dynamodb, uniqueOrganizationId(), newEvent());
    const newestFirst = events.map((event) => event.id).reverse();

    const first = await listEvents(store.dynamodb, id, { limit: 3 });
    expect(first.events.map((event) => event.id)).toEqual(newestFirst.slice(0, 3));
    const second = await listEvents(store.dynamodb, id, { limit: 3, cursor: first.nextCursor ?? '' });
    expect(second.events.map((event) => event.id)).toEqual(newestFirst.slice(3, 6));
    const third = await listEvents(store.dynamodb, id, { limit: 3, cursor: second.nextCursor ?? '' });
    expect(third).toMatchObject({ events: [{ id: newestFirst[6] }] });
    expect(third.nextCursor).toBeUndefined();

    const { events: ofSecret } = await listEvents(store.dynamodb, id, { secretId: unknownId });
    expect(ofSecret.map((event) => event.id)).toEqual([6, 4, 2, 0].map((index) => events[index]?.id));
  });

  it('lists the events of a period, from its start to before its end', async () => {
    const id = uniqueOrganizationId();
    const at = (hour: number) => Date.parse('2026-01-31T00:00:00Z') + hour * 3_600_000;
    const time = (hour: number, more = 0) => new Date(at(hour) + more).toISOString();
    const events = [1, 2, 3].map((hour) => newEvent({ id: ulid(at(hour)), at: time(hour) }));
    for (const event of events) await openEvent(store.dynamodb, id, event);
    const [first, second, third] = events.map((event) => event.id);
    const list = async (period: object) =>
      (await listEvents(store.dynamodb, id, period)).events.map((event) => event.id);

    expect(await list({ from: time(2) })).toEqual([third, second]);
    expect(await list({ to: time(2) })).toEqual([first]);
    expect(await list({ from: time(1), to: time(3) })).toEqual([second, first]);
    expect(await list({ from: time(1, 1), to: time(3, 1) })).toEqual([third, second]);
    expect(await list({ from: time(3), to: time(1) })).toEqual([]);
    expect(await list({ from: time(2), to: time(2) })).toEqual([]);
    expect(await list({ from: '1900-01-01T00:00:00.000Z', to: '9999-12-31T00:00:00.000Z' })).toHaveLength(3);
    // The cursor of another period doesn't lead out of this one.
    expect(await list({ to: time(3), cursor: third })).toEqual([second, first]);
    expect(await list({ from: time(1), to: time(3), cursor: second })).toEqual([first]);
    expect(await list({ from: time(2), cursor: first })).toEqual([]);
    expect(await list({ from: time(3), cursor: second })).toEqual([]);
  });

  it('lists the events of one actor', async () => {
    const id = uniqueOrganizationId();
    const [ada, grace] = [newEvent({ actor: 'ada' }), newEvent({ actor: 'grace' })];
    for (const event of [ada, grace]) await openEvent(store.dynamodb, id, event);
    const list = async (filter: object) =>
      (await listEvents(store.dynamodb, id, filter)).events.map((event) => event.id);
    expect(await list({ actor: 'ada' })).toEqual([ada.id]);
    expect(await list({ actor: 'ad' })).toEqual([]);
    expect(await list({ actor: 'grace', secretId: unknownId })).toEqual([grace.id]);
  });
});
