import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { confirmEvent, retractEvent } from '../../shared/events/close-event.ts';
import { openEvent } from '../../shared/events/open-event.ts';
import { detailOf, passes, streamRecorder } from './support/audit-pipe.ts';

const event = {
  id: '01JDZ3NDEKTSV4RRFFQ69G5FAV',
  at: '2026-01-01T00:00:00.000Z',
  type: 'secret_created',
  actor: 'arn:aws:sts::000000000000:assumed-role/OrganizationAdmin/ada "quoted"',
  requestId: 'request-1',
} as const;
const result = {
  secretId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
  secretName: 'Production “EU”',
  details: { overlapHours: 24 },
};

test('the pipe delivers an event once it is confirmed, and only then', async () => {
  const { dynamodb, records, expiry } = streamRecorder();
  await openEvent(dynamodb, 'acme', event);
  await confirmEvent(dynamodb, 'acme', event.id, result);
  expect([...records(), expiry()].map(passes)).toEqual([false, true, false]);
});

test('the pipe doesn’t deliver an event that was taken back', async () => {
  const { dynamodb, records, expiry } = streamRecorder();
  await openEvent(dynamodb, 'acme', event);
  await retractEvent(dynamodb, 'acme', event.id, 0);
  expect([...records(), expiry()].map(passes)).toEqual([false, false, false]);
});

test('the pipe doesn’t deliver an event whose outcome is unknown, nor one twice', async () => {
  const { dynamodb, records } = streamRecorder();
  await openEvent(dynamodb, 'acme', event);
  expect(records().map(passes)).toEqual([false]);
  await confirmEvent(dynamodb, 'acme', event.id);
  await confirmEvent(dynamodb, 'acme', event.id);
  expect(records().map(passes)).toEqual([false, true, false]);
});

test('a delivered event has the members that the docs list', async () => {
  const { dynamodb, records } = streamRecorder();
  await openEvent(dynamodb, 'acme', event);
  await confirmEvent(dynamodb, 'acme', event.id, result);
  const [, confirmed] = records();
  const detail = confirmed === undefined ? {} : detailOf(confirmed);
  expect(detail).toEqual({
    ...event,
    organizationId: 'acme',
    item: expect.objectContaining({
      outcome: { S: 'succeeded' },
      secretId: { S: result.secretId },
      secretName: { S: result.secretName },
      details: { M: { overlapHours: { N: '24' } } },
    }),
  });
  const page = readFileSync(new URL('../../docs/audit-trail.md', import.meta.url), 'utf8');
  const [, table = ''] = page.split('| member of `detail` |');
  const listed = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, member]) => member);
  expect(listed).toEqual(Object.keys(detail));
});
