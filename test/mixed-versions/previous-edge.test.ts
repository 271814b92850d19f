import { redeemSessionToken } from '@omni-co/embed';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import dataVersion from '../../infra/data-version.json' with { type: 'json' };
import { viewerRequestHandler } from '../../lambdas/edge/viewer-request-handler.ts';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { endAllSessions } from '../../shared/organizations/end-all-sessions.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import { disableSecret } from '../../shared/secrets/disable-secret.ts';
import { enableSecret } from '../../shared/secrets/enable-secret.ts';
import { rotateSecret } from '../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../shared/secrets/schedule-retirement.ts';
import { endSession } from '../../shared/sessions/end-session.ts';
import { buildOrganization, buildPendingSession, buildSecret, testNow as now } from '../support/builders.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { edgeConfig, type ViewerHandler, viewerEvent } from '../support/edge.ts';
import { targetOf } from '../support/edge-organization.ts';
import { buildPreviousEdge, type PreviousEdge } from './support/previous-edge.ts';

const earlier = now - 3_600_000;
const sessionsValidFrom = new Date(earlier).toISOString();
const claims = { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada' };

type Version = 'previous' | 'current';
let database: TestDynamoDb;
let previousEdge: PreviousEdge;
let edges: Record<Version, ViewerHandler>;

beforeAll(async () => {
  // The bundle of the previous version asks the machine for the time.
  vi.useFakeTimers({ toFake: ['Date'], now });
  database = await startTestDynamoDb();
  await rotateEnvironmentKeys(database.sdk, earlier);
  previousEdge = buildPreviousEdge({ ...edgeConfig, dynamodbEndpoint: database.endpoint });
  const dependencies = { dynamodb: database.edge, clock: Date.now, log: () => undefined };
  edges = { previous: previousEdge.handler, current: viewerRequestHandler(edgeConfig, dependencies) };
}, 30_000);
afterEach(() => void vi.setSystemTime(now));
afterAll(async () => {
  vi.useRealTimers();
  previousEdge?.close();
  await database?.close();
});

/** An organization as the current API stores it, and a viewer who meets the edge of either version. */
async function organization() {
  const { sdk } = database;
  const organizationId = await buildOrganization(sdk, { now: earlier });
  const host = `${organizationId}.embed.example.com`;
  const { secretId, secretKey } = await buildSecret(sdk, organizationId);

  const view = async (version: Version, target: string, cookie?: string) => {
    const headers = cookie === undefined ? {} : { Cookie: cookie };
    const result = await edges[version](viewerEvent({ host, target, headers }));
    if (!result) throw new Error('the edge returned nothing');
    const setCookie = 'status' in result ? result.headers?.['set-cookie']?.[0]?.value : undefined;
    return {
      status: 'status' in result ? Number(result.status) : 'forwarded',
      cookie: setCookie?.split(';')[0] ?? '',
    };
  };
  const redeemUrl = async (more: object) => {
    const sessionToken = await buildPendingSession(sdk, organizationId, { claims: { ...claims, ...more } });
    return await redeemSessionToken({ host, secret: secretKey, sessionToken });
  };
  return {
    organizationId,
    secretId,
    open: (version: Version) => view(version, targetOf(signLoginUrl({ secretKey, host, claims, now }))),
    redeem: async (version: Version, more = {}) => view(version, targetOf(await redeemUrl(more))),
    use: async (version: Version, cookie: string) => (await view(version, claims.contentPath, cookie)).status,
  };
}

/** The ID of a cookie's session. */
const sessionIdOf = (cookie: string): string => cookie.split('.').slice(2, 4).join('.');

describe('while a deploy replicates, and after a rollback', () => {
  it.each(['open', 'redeem'] as const)(
    'the previous edge starts a session from what the current API stored (%s); both accept it',
    async (login) => {
      const acme = await organization();
      const { status, cookie } = await acme[login]('previous');
      expect(status).toBe(302);
      expect(await acme.use('previous', cookie)).toBe('forwarded');
      expect(await acme.use('current', cookie)).toBe('forwarded');
    },
  );

  it.each(['open', 'redeem'] as const)(
    'the previous edge accepts a session that the current edge started (%s)',
    async (login) => {
      const acme = await organization();
      const { status, cookie } = await acme[login]('current');
      expect(status).toBe(302);
      expect(await acme.use('previous', cookie)).toBe('forwarded');
    },
  );
});

describe('the previous edge refuses what the current API revoked', () => {
  it('a deleted secret: its sessions, whichever edge started them, and its URLs', async () => {
    const acme = await organization();
    const { cookie: ofPrevious } = await acme.open('previous');
    const { cookie: ofCurrent } = await acme.open('current');
    await deleteSecret(database.sdk, acme.organizationId, { secretId: acme.secretId, actor: 'admin', now });
    expect(await acme.use('previous', ofPrevious)).toBe(403);
    expect(await acme.use('previous', ofCurrent)).toBe(403);
    expect((await acme.open('previous')).status).toBe(403);
    expect((await acme.redeem('previous')).status).toBe(403);
  });

  it('a disabled secret, until it is enabled', async () => {
    const acme = await organization();
    const { organizationId, secretId } = acme;
    const { cookie } = await acme.open('current');
    await disableSecret(database.sdk, organizationId, { secretId, now });
    expect(await acme.use('previous', cookie)).toBe(403);
    expect((await acme.open('previous')).status).toBe(403);
    await enableSecret(database.sdk, organizationId, { secretId, now });
    expect(await acme.use('previous', cookie)).toBe('forwarded');
  });

  it('a secret that was replaced without an overlap', async () => {
    const acme = await organization();
    const { organizationId, secretId } = acme;
    const { cookie } = await acme.open('current');
    const options = { secretId, overlapHours: 0, limits: undefined, actor: 'admin', now };
    expect(await rotateSecret(database.sdk, organizationId, options)).toMatchObject({ ok: true });
    expect(await acme.use('previous', cookie)).toBe(403);
    expect((await acme.open('previous')).status).toBe(403);
  });

  it('a session with claims that it would not find, before and after it is redeemed', async () => {
    const acme = await organization();
    const large = { groups: ['g'.repeat(5000)] };
    expect((await acme.redeem('previous', large)).status).toBe(503);
    const { status, cookie } = await acme.redeem('current', large);
    expect([status, await acme.use('current', cookie)]).toEqual([302, 'forwarded']);
    expect(await acme.use('previous', cookie)).toBe(503);
  });

  it('an ended session', async () => {
    const acme = await organization();
    const { cookie } = await acme.open('current');
    expect(await endSession(database.sdk, acme.organizationId, sessionIdOf(cookie))).toBe(true);
    expect(await acme.use('previous', cookie)).toBe(403);
  });

  it('every session of an organization that ended them all', async () => {
    const acme = await organization();
    const { cookie } = await acme.open('current');
    await endAllSessions(database.sdk, acme.organizationId, { sessionsValidFrom, now });
    expect(await acme.use('previous', cookie)).toBe(403);
  });

  it('everything of an organization that was turned off', async () => {
    const acme = await organization();
    const { cookie } = await acme.open('current');
    await putOrganization(database.sdk, acme.organizationId, { embedEnabled: false, now });
    expect(await acme.use('previous', cookie)).toBe(403);
    expect((await acme.open('previous')).status).toBe(403);
  });
});

it('doesn’t know deadlines, which is why no version below 2 may be deployed again', async () => {
  const acme = await organization();
  const { organizationId, secretId } = acme;
  const { cookie } = await acme.open('current');
  const retiresAt = new Date(now + 1000).toISOString();
  await scheduleRetirement(database.sdk, organizationId, { secretId, retiresAt, now });
  vi.setSystemTime(now + 1000);
  expect(await acme.use('current', cookie)).toBe(403);
  expect(await acme.use('previous', cookie)).toBe('forwarded');
  expect(dataVersion.rollbackFloor).toBe(2);
});
