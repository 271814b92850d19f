import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DynamoDbRequest } from '../../../shared/dynamodb.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { signRedeemUrl } from '../../../shared/embed-url/sign-redeem-url.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { updateSettings } from '../../../shared/organizations/update-settings.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { createSession } from '../../../shared/sessions/create-session.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { edgeClient } from '../../support/edge.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const seconds = now / 1000;
const viewer = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
  await rotateEnvironmentKeys(database.sdk, now);
});
afterAll(() => database.close());

/** An organization whose sessions last a number of hours, and an edge that shows what it writes. */
async function organization(sessionLengthHours: number) {
  const organizationId = uniqueOrganizationId();
  await putOrganization(database.sdk, organizationId, { embedEnabled: true, now: now - 3_600_000 });
  await updateSettings(database.sdk, organizationId, { sessionLengthHours });
  const created = await createSecret(database.sdk, organizationId, { name: 'Production', actor: 'a', now });
  if (!created.ok) throw new Error(created.reason);
  const written: DynamoDbRequest[] = [];
  const edge = edgeClient((budget) => {
    const dynamodb = database.edge(budget);
    return (request) => {
      if (request.operation === 'UpdateItem') written.push(request);
      return dynamodb(request);
    };
  }, now);
  const host = `${organizationId}.embed.example.com`;
  /** Opens a URL; returns the `purgeAt` that its session was written with. */
  const open = async (url: string): Promise<unknown> => {
    const { pathname, search } = new URL(url);
    expect(await edge.view({ host, target: pathname + search })).toMatchObject({ status: 302 });
    const [request] = written;
    if (request?.operation !== 'UpdateItem') throw new Error('no session was written');
    return request.input.ExpressionAttributeValues?.[':purgeAt'];
  };
  return { organizationId, host, secretKey: created.secretKey, open };
}

describe('a used URL is remembered', () => {
  it('until its session ends, if that is later than its expiry', async () => {
    const { host, secretKey, open } = await organization(24);
    const url = signLoginUrl({ secretKey, host, claims: viewer, now, expiresIn: 3600 });
    expect(await open(url)).toBe(seconds + 24 * 3600);
  });

  it('until 60 seconds after its expiry, if that is later than the end of its session', async () => {
    const { host, secretKey, open } = await organization(1);
    const url = signLoginUrl({ secretKey, host, claims: viewer, now, expiresIn: 7 * 86_400 });
    expect(await open(url)).toBe(seconds + 7 * 86_400 + 60);
  });

  it('until 60 seconds after its expiry, if its session ends together with it', async () => {
    const { host, secretKey, open } = await organization(1);
    const url = signLoginUrl({ secretKey, host, claims: viewer, now, expiresIn: 3600 });
    expect(await open(url)).toBe(seconds + 3660);
  });

  it('until its session ends, if it redeems a pending session: another one can’t be redeemed with it', async () => {
    const { organizationId, host, secretKey, open } = await organization(2);
    const { sessionsValidFrom } = (await readOrganization(database.sdk, organizationId)) ?? {};
    if (sessionsValidFrom === undefined) throw new Error('no organization');
    const options = { claims: viewer, sessionsValidFrom, now };
    const { sessionId } = await createSession(database.sdk, organizationId, options);
    expect(await open(signRedeemUrl({ secretKey, host, sessionId }))).toBe(seconds + 2 * 3600);
  });
});
