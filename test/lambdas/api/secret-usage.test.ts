import { expect, it } from 'vitest';
import { countUsage } from '../../../shared/usage/count-usage.ts';
import { recordRecentUse } from '../../../shared/usage/record-recent-use.ts';
import { adminOf } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();
const day = 86_400_000;

it('get-secret and list-secrets show nothing of a secret that was never used', async () => {
  const { organizationId, api, create } = await adminOf(database);
  const { id: secretId } = await create();
  const { body } = await api.call('get-secret', { organizationId, secretId });
  expect(body).toMatchObject({ usage: { days: [], recent: [] } });
  const listed = await api.call('list-secrets', { organizationId });
  expect(listed.body.records).toMatchObject([{ id: secretId, usage: { days: [] } }]);
  for (const record of [body, body.usage, ...listed.body.records]) {
    expect(record).not.toHaveProperty('lastUsedAt');
  }
});

it('compares the two secrets of a rotation day by day', async () => {
  const { organizationId, api, create } = await adminOf(database);
  const { id: old } = await create();
  const { body: successor } = await api.call('rotate-secret', {
    organizationId,
    secretId: old,
    body: { overlapHours: 72 },
  });
  const use = (secretId: string, kind: 'logins' | 'refused', daysLater: number) =>
    countUsage(database.sdk, organizationId, { secretId, kind, now: api.now + daysLater * day });
  await use(old, 'logins', 0);
  await use(old, 'logins', 0);
  await use(old, 'logins', 1);
  await use(old, 'refused', 4);
  await use(successor.id, 'logins', 1);
  await use(successor.id, 'logins', 4);
  await recordRecentUse(database.sdk, organizationId, {
    secretId: old,
    sessionId: 'n.1',
    kind: 'refused',
    now: api.now + 4 * day,
    externalId: 'user-1',
  });

  api.now += 4 * day;
  const usageOf = async (secretId: string) =>
    (await api.call('get-secret', { organizationId, secretId })).body;
  expect(await usageOf(old)).toMatchObject({
    status: 'retired',
    lastUsedAt: '2026-01-02T00:00:00.000Z',
    usage: {
      lastUsedAt: '2026-01-02T00:00:00.000Z',
      lastRefusedAt: '2026-01-05T00:00:00.000Z',
      days: [
        { date: '2026-01-05', logins: 0, refused: 1 },
        { date: '2026-01-02', logins: 1, refused: 0 },
        { date: '2026-01-01', logins: 2, refused: 0 },
      ],
      recent: [{ at: '2026-01-05T00:00:00.000Z', externalId: 'user-1', refused: true }],
    },
  });
  expect(await usageOf(successor.id)).toMatchObject({
    usage: {
      days: [
        { date: '2026-01-05', logins: 1, refused: 0 },
        { date: '2026-01-02', logins: 1, refused: 0 },
      ],
      recent: [],
    },
  });
  const listed = await api.call('list-secrets', { organizationId });
  const newDays = [
    { date: '2026-01-05', logins: 1, refused: 0 },
    { date: '2026-01-02', logins: 1, refused: 0 },
  ];
  const oldDays = [
    { date: '2026-01-05', logins: 0, refused: 1 },
    { date: '2026-01-02', logins: 1, refused: 0 },
    { date: '2026-01-01', logins: 2, refused: 0 },
  ];
  expect(listed.body.records).toMatchObject([
    { id: successor.id, lastUsedAt: '2026-01-05T00:00:00.000Z', usage: { days: newDays } },
    { id: old, lastUsedAt: '2026-01-02T00:00:00.000Z', usage: { days: oldDays } },
  ]);
});
