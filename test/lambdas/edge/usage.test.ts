import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { disableSecret } from '../../../shared/secrets/disable-secret.ts';
import { enableSecret } from '../../../shared/secrets/enable-secret.ts';
import { rotateSecret } from '../../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../../shared/secrets/schedule-retirement.ts';
import { listRecentUses } from '../../../shared/usage/list-recent-uses.ts';
import { readUsage } from '../../../shared/usage/read-usage.ts';
import { testNow as now } from '../../support/builders.ts';
import { edgeOrganization, forbidden, formats } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const at = (ms: number): string => new Date(now + ms).toISOString();
const dateOf = (ms: number): string => at(ms).slice(0, 10);

const database = useEdgeDatabase();

async function organization() {
  const created = await edgeOrganization(database);
  const { organizationId, edge, secret } = created;
  const usage = async ({ secretId } = secret) =>
    (await readUsage(database.sdk, organizationId, { secretIds: [secretId], now: edge.now })).get(secretId);
  const recent = ({ secretId } = secret) => listRecentUses(database.sdk, organizationId, secretId);
  const { secretId } = secret;
  const disable = () => disableSecret(database.sdk, organizationId, { secretId, now: edge.now });
  const enable = () => enableSecret(database.sdk, organizationId, { secretId, now: edge.now });
  const retireAt = (ms: number) =>
    scheduleRetirement(database.sdk, organizationId, { secretId, retiresAt: at(ms), now: edge.now });
  return { ...created, usage, recent, disable, enable, retireAt };
}

describe.each(formats)('the usage of a secret that signs %s URLs', (format) => {
  it('counts each session that starts, once, and no request of a session', async () => {
    const { edge, open, view, usage, recent } = await organization();
    const { cookie } = await open(format);
    expect(edge.log.at(-1)).not.toHaveProperty('uncounted');
    edge.now += 1000;
    await open(format);
    edge.now += 1000;
    expect((await view('/d/1', cookie)).status).toBe(0);
    expect(await usage()).toEqual({
      lastUsedAt: at(1000),
      days: [{ date: dateOf(0), logins: 2, refused: 0 }],
    });
    expect(await recent()).toEqual([]);
  });

  it('counts a used URL as neither a login nor a refusal, also for the holder of its session', async () => {
    const { edge, sign, view, usage, recent, retireAt } = await organization();
    const target = await sign(format);
    const { cookie } = await view(target);
    const once = { lastUsedAt: at(0), days: [{ date: dateOf(0), logins: 1, refused: 0 }] };
    await retireAt(day);
    edge.now += 1000;
    expect((await view(target, cookie)).status).toBe(302);
    expect(await view(target)).toMatchObject(forbidden);
    expect(await usage()).toEqual(once);
    expect(await recent()).toEqual([]);
  });

  it('counts refusals of a disabled or retired secret, and names the users', async () => {
    const { edge, open, usage, recent, disable, enable, retireAt } = await organization();
    await disable();
    expect(await open(format)).toMatchObject(forbidden);
    await enable();
    await retireAt(minute);
    edge.now += minute;
    expect(await open(format)).toMatchObject(forbidden);
    expect(await usage()).toEqual({
      lastRefusedAt: at(minute),
      days: [{ date: dateOf(0), logins: 0, refused: 2 }],
    });
    const refused = { externalId: 'user-1', refused: true };
    expect(await recent()).toEqual([
      { ...refused, at: at(minute) },
      { ...refused, at: at(0) },
    ]);
  });

  it('names the users of a retiring secret, and one entry for a refused URL, however often it is opened', async () => {
    const { edge, open, sign, view, recent, disable, retireAt } = await organization();
    await retireAt(day);
    await open(format);
    await disable();
    const target = await sign(format);
    for (edge.now of [now + 1000, now + 2000]) await view(target);
    expect(await recent()).toEqual([
      { at: at(1000), externalId: 'user-1', refused: true },
      { at: at(0), externalId: 'user-1', refused: false },
    ]);
  });

  it('counts what is outside the limits of an active secret, without naming users', async () => {
    const { create, open, usage, recent } = await organization();
    for (const limits of [{ paths: ['/other'] }, { hosts: ['other.example.com'] }]) {
      const limited = await create(limits);
      expect(await open(format, limited)).toMatchObject(forbidden);
      expect(await usage(limited)).toMatchObject({ days: [{ logins: 0, refused: 1 }] });
      expect(await usage(limited)).not.toHaveProperty('lastUsedAt');
      expect(await recent(limited)).toEqual([]);
    }
  });

  it('compares the two secrets of a rotation day by day', async () => {
    const { organizationId, edge, secret, open, usage, recent } = await organization();
    const rotation = {
      secretId: secret.secretId,
      overlapHours: 720,
      limits: 'inherit',
      actor: 'admin',
      now,
    } as const;
    const rotated = await rotateSecret(database.sdk, organizationId, rotation);
    if (!rotated.ok) throw new Error(rotated.reason);
    const successor = { secretId: rotated.secret.id, secretKey: rotated.secretKey };
    await open(format);
    await open(format);
    edge.now = now + day;
    await open(format);
    await open(format, successor);
    edge.now = now + 2 * day;
    await open(format, successor);
    expect((await usage())?.days).toEqual([
      { date: dateOf(day), logins: 1, refused: 0 },
      { date: dateOf(0), logins: 2, refused: 0 },
    ]);
    expect((await usage(successor))?.days).toEqual([
      { date: dateOf(2 * day), logins: 1, refused: 0 },
      { date: dateOf(day), logins: 1, refused: 0 },
    ]);
    expect(await recent()).toHaveLength(3);
    expect(await recent(successor)).toEqual([]);
  });
});

it('outlives the sessions that it counts', async () => {
  const { organizationId, edge, open, usage } = await organization();
  await open('v1');
  edge.now += 20 * day;
  expect(await purge(organizationId, edge.now)).toEqual([expect.stringContaining('SESSION#')]);
  expect(await usage()).toEqual({ lastUsedAt: at(0), days: [{ date: dateOf(0), logins: 1, refused: 0 }] });
});

/** Does what DynamoDB's expiry does to an organization's sessions. Returns what it deleted. */
async function purge(organizationId: string, time: number): Promise<string[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ endpoint: database.endpoint, region: 'us-east-1', credentials }),
  );
  const { Items: expired = [] } = await client.send(
    new ScanCommand({
      TableName: 'EmbedSessions',
      FilterExpression: 'contains(partitionKey, :organization) AND purgeAt <= :time',
      ExpressionAttributeValues: { ':organization': `#${organizationId}#`, ':time': time / 1000 },
    }),
  );
  const keys = expired.map(({ partitionKey }) => String(partitionKey));
  for (const partitionKey of keys) {
    await client.send(new DeleteCommand({ TableName: 'EmbedSessions', Key: { partitionKey } }));
  }
  return keys;
}

it('a URL that no secret signed counts for none', async () => {
  const { open, secret, usage } = await organization();
  const forged = { secretId: secret.secretId, secretKey: 'another key' };
  for (const format of formats) expect(await open(format, forged)).toMatchObject(forbidden);
  expect(await usage()).toEqual({ days: [] });
});

it('a redeem URL for no session counts as neither a login nor a refusal', async () => {
  const { redeem, usage } = await organization();
  expect(await redeem(`s.${'0'.repeat(32)}`)).toMatchObject(forbidden);
  expect(await usage()).toEqual({ days: [] });
});
