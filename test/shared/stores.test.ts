import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbRequest,
  TableUnavailableError,
} from '../../shared/dynamodb.ts';
import { readEnvironmentKeys, rotateEnvironmentKeys } from '../../shared/environment/store.ts';
import { claimHost, organizationOfCustomHost, releaseHost } from '../../shared/hosts/store.ts';
import {
  endAllSessions,
  type OrganizationWithoutKeys,
  putOrganization,
  readOrganization,
  readOrganizationWithoutKeys,
  updateSettings,
} from '../../shared/organizations/store.ts';
import {
  createSecret,
  deleteSecret,
  lastDeletions,
  newestFirst,
  readKey,
  rename,
} from '../../shared/secrets/store.ts';
import { listSessions } from '../../shared/sessions/list-sessions.ts';
import type { Session } from '../../shared/sessions/session.ts';
import {
  createPendingSession,
  endSession,
  readOrganizationAndSession,
  readSession,
  redeemSession,
  startSession,
} from '../../shared/sessions/store.ts';
import { countV0Login, readV0Logins } from '../../shared/v0-logins/store.ts';
import { implementations, type TestDynamoDb, uniqueOrganizationId, unlimited } from '../support/dynamodb.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const unknownId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const transports = [
  { transport: 'the AWS SDK', through: ({ sdk }: TestDynamoDb) => sdk },
  { transport: 'the edge', through: ({ edge }: TestDynamoDb) => edge(unlimited) },
];

describe.each(implementations)('the stores on $name', ({ start }) => {
  let database: TestDynamoDb;
  beforeAll(async () => {
    database = await start();
  });
  afterAll(() => database.close());

  describe.each(transports)('through $transport', ({ through }) => {
    let dynamodb: DynamoDb;
    beforeAll(() => {
      dynamodb = through(database);
    });

    async function organization(embedEnabled = true): Promise<string> {
      const organizationId = uniqueOrganizationId();
      await putOrganization(dynamodb, organizationId, { embedEnabled, now });
      return organizationId;
    }

    async function secretOf(organizationId: string, name = 'Production', at = now) {
      const created = await createSecret(dynamodb, organizationId, { name, by: 'admin', now: at });
      if (!created.ok) throw new Error(created.reason);
      return created;
    }

    describe('an organization', () => {
      it('is not there before it is put', async () => {
        expect(await readOrganization(dynamodb, uniqueOrganizationId())).toBeUndefined();
      });

      it('has no secrets and the default settings at first', async () => {
        expect(await readOrganization(dynamodb, await organization())).toEqual({
          embedEnabled: true,
          settings: { sessionLengthHours: 24, frameAncestors: [] },
          secrets: {},
          keys: {},
          sessionsValidFrom: '2026-01-01T00:00:00.000Z',
        });
      });

      it('keeps its secrets when Embed goes off and on, but not its sessions', async () => {
        const id = await organization();
        const { secret, secretKey } = await secretOf(id);
        await putOrganization(dynamodb, id, { embedEnabled: false, now: now + 60_000 });
        await putOrganization(dynamodb, id, { embedEnabled: true, now: now + 120_000 });
        expect(await readOrganization(dynamodb, id)).toMatchObject({
          embedEnabled: true,
          keys: { [secret.id]: secretKey },
          sessionsValidFrom: '2026-01-01T00:01:05.000Z',
        });
      });

      it('and what ends sessions are believed to be changed only when they are', async () => {
        const id = await organization();
        const swallowing: DynamoDb = async (request) =>
          request.operation === 'UpdateItem' ? {} : await dynamodb(request);
        const put = putOrganization(swallowing, id, { embedEnabled: false, now });
        await expect(put).rejects.toThrow(TableUnavailableError);
        await rotateEnvironmentKeys(dynamodb, now);
        await expect(rotateEnvironmentKeys(swallowing, now)).rejects.toThrow(TableUnavailableError);
        await expect(endSession(swallowing, id, 'n.1')).rejects.toThrow(TableUnavailableError);
        const limit = { sessionsValidFrom: '2026-01-01T00:00:00.000Z', now };
        await expect(endAllSessions(swallowing, id, limit)).rejects.toThrow(TableUnavailableError);
      });

      it('is read without its keys where they are not needed', async () => {
        const id = await organization();
        const { secretKey } = await secretOf(id);
        const read = await readOrganizationWithoutKeys(dynamodb, id);
        expect(Object.keys(read?.secrets ?? {})).toHaveLength(1);
        expect(JSON.stringify(read)).not.toContain(secretKey);
      });
    });

    describe('a secret', () => {
      it('is created with its key, and the key is read back alone', async () => {
        const id = await organization();
        const { secret, secretKey } = await secretOf(id, 'Partenaire é 🦊');
        expect(secret).toEqual({
          id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
          name: 'Partenaire é 🦊',
          keyHint: secretKey.slice(-4),
          createdAt: '2026-01-01T00:00:00.000Z',
          createdBy: 'admin',
        });
        expect(await readKey(dynamodb, id, secret.id)).toBe(secretKey);
        expect(await readKey(dynamodb, id, unknownId)).toBeUndefined();
      });

      it('is listed newest first', async () => {
        const id = await organization();
        for (const [index, name] of ['first', 'second', 'third'].entries())
          await secretOf(id, name, now + index);
        const read = await readOrganizationWithoutKeys(dynamodb, id);
        expect(newestFirst(read?.secrets ?? {}).map(({ name }) => name)).toEqual([
          'third',
          'second',
          'first',
        ]);
      });

      it('is the fiftieth of an organization, never the fifty-first', async () => {
        const id = await organization();
        const created = await Promise.all(
          Array.from({ length: 60 }, (_, index) =>
            createSecret(dynamodb, id, { name: `${index}`, by: 'admin', now }),
          ),
        );
        expect(created.filter(({ ok }) => ok)).toHaveLength(50);
        expect(created.filter((result) => !result.ok && result.reason === 'secret_limit')).toHaveLength(10);
        const read = await readOrganization(dynamodb, id);
        expect(Object.keys(read?.keys ?? {}).sort()).toEqual(Object.keys(read?.secrets ?? {}).sort());
      });

      it('is not created where Embed is off, nor in an organization that is not there', async () => {
        const change = { name: 'Production', by: 'admin', now };
        const off = await organization(false);
        expect(await createSecret(dynamodb, off, change)).toEqual({ ok: false, reason: 'embed_disabled' });
        const unknown = uniqueOrganizationId();
        expect(await createSecret(dynamodb, unknown, change)).toEqual({
          ok: false,
          reason: 'unknown_organization',
        });
        expect(await readOrganization(dynamodb, unknown)).toBeUndefined();
      });

      it('gets a new name and keeps its key', async () => {
        const id = await organization();
        const { secret, secretKey } = await secretOf(id);
        expect(await rename(dynamodb, id, { secretId: secret.id, name: 'Staging', now: now + 1000 })).toEqual(
          {
            ok: true,
            secret: { ...secret, name: 'Staging', renamedAt: '2026-01-01T00:00:01.000Z' },
          },
        );
        expect(await readKey(dynamodb, id, secret.id)).toBe(secretKey);
      });

      it('is not made by renaming one that is not there', async () => {
        const id = await organization();
        const renamed = await rename(dynamodb, id, { secretId: unknownId, name: 'Staging', now });
        expect(renamed).toEqual({ ok: false, reason: 'unknown_secret' });
        expect(await readOrganization(dynamodb, id)).toMatchObject({ secrets: {}, keys: {} });
      });
    });

    describe('a deletion', () => {
      const change = { by: 'admin', now: now + 5000 };

      it('takes the key away, leaves the other secrets, and says so again', async () => {
        const id = await organization();
        const gone = await secretOf(id, 'Leaked');
        const kept = await secretOf(id, 'Kept');
        const deletion = {
          id: gone.secret.id,
          name: 'Leaked',
          deletedAt: '2026-01-01T00:00:05.000Z',
          deletedBy: 'admin',
        };
        const secretId = gone.secret.id;
        expect(await deleteSecret(dynamodb, id, { secretId, ...change })).toEqual({ ok: true, deletion });
        const again = await deleteSecret(dynamodb, id, { secretId, by: 'somebody else', now: now + 9000 });
        expect(again).toEqual({ ok: true, deletion });
        expect((await readOrganization(dynamodb, id))?.keys).toEqual({ [kept.secret.id]: kept.secretKey });
      });

      it('is of a secret that was there', async () => {
        const id = await organization();
        expect(await deleteSecret(dynamodb, id, { secretId: unknownId, ...change })).toEqual({
          ok: false,
          reason: 'unknown_secret',
        });
      });

      it('by many at once is one deletion', async () => {
        const id = await organization();
        const { secret } = await secretOf(id);
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            deleteSecret(dynamodb, id, { secretId: secret.id, by: `admin ${index}`, now: now + index }),
          ),
        );
        expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
        expect(answers[0]).toMatchObject({ ok: true, deletion: { name: 'Production' } });
      });

      it('that stopped halfway is completed by the next call, and keeps its time', async () => {
        const id = await organization();
        const { secret } = await secretOf(id);
        const stopped: DynamoDb = (request) =>
          request.operation === 'UpdateItem' && request.input.Key.partitionKey.startsWith('DELETED#')
            ? Promise.reject(new TableUnavailableError('stopped'))
            : dynamodb(request);
        const secretId = secret.id;
        await expect(deleteSecret(stopped, id, { secretId, ...change })).rejects.toThrow(
          TableUnavailableError,
        );
        expect((await readOrganization(dynamodb, id))?.keys).toEqual({});

        const again = await deleteSecret(dynamodb, id, { secretId, by: 'somebody else', now: now + 9000 });
        expect(again).toMatchObject({
          ok: true,
          deletion: { deletedAt: '2026-01-01T00:00:05.000Z', deletedBy: 'admin' },
        });
        expect((await readOrganizationWithoutKeys(dynamodb, id))?.deletions).toEqual({});
      });
    });

    describe('a write that was answered with the answer of another', () => {
      it.each([
        ['nothing that was written', async () => ({})],
        ['what another wrote', async () => ({ Attributes: { secrets: { other: { name: 'x' } } } })],
        ['a refusal', () => Promise.reject(new ConditionFailedError())],
      ])('is not taken for done, nor for impossible: %s', async (_, answer) => {
        const id = await organization();
        const { secret, secretKey } = await secretOf(id);
        const mixedUp: DynamoDb = (request) =>
          request.operation === 'UpdateItem' ? answer() : dynamodb(request);
        const [secretId, change] = [secret.id, { name: 'Staging', by: 'admin', now }];
        for (const act of [
          () => createSecret(mixedUp, id, change),
          () => rename(mixedUp, id, { secretId, ...change }),
          () => deleteSecret(mixedUp, id, { secretId, ...change }),
        ]) {
          await expect(act()).rejects.toThrow(TableUnavailableError);
        }
        expect(await readKey(dynamodb, id, secretId)).toBe(secretKey);
      });
    });

    describe('a write whose answer was lost', () => {
      /** Every write is carried out, answered with nothing, and sent once more, as a transport does. */
      const losingAnswers: DynamoDb = async (request: DynamoDbRequest) => {
        if (request.operation === 'UpdateItem' || request.operation === 'PutItem') {
          await dynamodb(request).catch((error) => {
            if (!(error instanceof ConditionFailedError)) throw error;
          });
        }
        return await dynamodb(request);
      };

      it('still creates, renames and deletes one secret', async () => {
        const id = await organization();
        const created = await createSecret(losingAnswers, id, { name: 'Production', by: 'admin', now });
        if (!created.ok) throw new Error(created.reason);
        const secretId = created.secret.id;
        expect(Object.keys((await readOrganization(dynamodb, id))?.keys ?? {})).toEqual([secretId]);
        expect(await rename(losingAnswers, id, { secretId, name: 'Staging', now })).toMatchObject({
          ok: true,
        });
        const deleted = await deleteSecret(losingAnswers, id, { secretId, by: 'admin', now });
        expect(deleted).toMatchObject({ ok: true, deletion: { name: 'Staging' } });
      });

      it('still makes a pending session, and redeems it', async () => {
        const redemption = await redeemable(losingAnswers);
        expect(await redeemSession(losingAnswers, redemption)).toMatchObject({ redeemed: true });
      });

      it('still starts a session', async () => {
        const session = sessionOf(await organization());
        expect(await startSession(losingAnswers, session)).toEqual({ started: true });
      });
    });

    /** A new pending session, and what redeems it a minute later. */
    async function redeemable(by = dynamodb, claims = sessionOf('x').claims) {
      const organizationId = await organization();
      const options = { claims, sessionsValidFrom: '2025-12-31T00:00:00.000Z', now };
      const { sessionId } = await createPendingSession(by, organizationId, options);
      return {
        organizationId,
        sessionId,
        secretId: unknownId,
        attemptId: 'an attempt',
        nonce: 'a'.repeat(32),
        expiresAt: '2026-01-02T00:01:00.000Z',
        purgeAt: 1_767_312_060,
        overrides: {},
        now: '2026-01-01T00:01:00.000Z',
        sessionsValidFrom: '2025-12-31T00:00:00.000Z',
      };
    }

    describe('a pending session', () => {
      it('is redeemed once, with its claims and what the URL adds to them', async () => {
        const claims = { ...sessionOf('x').claims, entity: 'é 🦊', theme: 'dawn' };
        const redemption = { ...(await redeemable(dynamodb, claims)), overrides: { theme: 'dusk' } };
        const redeemed = await redeemSession(dynamodb, redemption);
        expect(redeemed).toMatchObject({
          redeemed: true,
          session: {
            state: 'active',
            secretId: unknownId,
            createdAt: '2026-01-01T00:00:00.000Z',
            expiresAt: '2026-01-02T00:01:00.000Z',
            claims: { ...claims, theme: 'dusk' },
          },
        });
        const again = await redeemSession(dynamodb, { ...redemption, attemptId: 'another attempt' });
        expect(again).toMatchObject({ redeemed: false, existing: { state: 'active' } });
      });

      it.each([
        ['its time is over', { now: '2026-01-01T00:05:00.000Z' }],
        ['sessions of its time were ended', { sessionsValidFrom: '2026-01-01T00:00:00.000Z' }],
        ['its claims would have more than 4,096 bytes', { overrides: { theme: 'x'.repeat(4096) } }],
      ])('stays pending where %s', async (_, change) => {
        const redemption = { ...(await redeemable()), ...change };
        const refused = await redeemSession(dynamodb, redemption);
        expect(refused).toMatchObject({ redeemed: false, existing: { state: 'pending' } });
      });

      it('that is not there is not made by redeeming it', async () => {
        const redemption = { ...(await redeemable()), sessionId: `s.${'0'.repeat(32)}` };
        expect(await redeemSession(dynamodb, redemption)).toEqual({ redeemed: false, existing: undefined });
      });
    });

    describe('a session', () => {
      it('is started once, and read with its organization', async () => {
        const id = await organization();
        const session = sessionOf(id);
        expect(await startSession(dynamodb, session)).toEqual({ started: true });
        const second = await startSession(dynamodb, { ...session, attemptId: 'another attempt' });
        expect(second).toMatchObject({ started: false, existing: session });
        const read = await readOrganizationAndSession(dynamodb, id, session.sessionId);
        expect(read).toMatchObject({ organization: { embedEnabled: true }, session });
      });

      it('that is not there is read as none', async () => {
        const read = await readOrganizationAndSession(dynamodb, uniqueOrganizationId(), 'n.none');
        expect(read).toEqual({ organization: undefined, session: undefined });
      });

      it('keeps its claims to the letter', async () => {
        const claims = {
          ...sessionOf('x').claims,
          userAttributes: { a: ['1', 2.5], __proto: 'x' },
          empty: '',
          none: null,
        };
        const session = { ...sessionOf(await organization()), claims };
        await startSession(dynamodb, session);
        const read = await readOrganizationAndSession(dynamodb, session.organizationId, session.sessionId);
        expect(JSON.stringify(read.session?.claims)).toBe(JSON.stringify(claims));
      });
    });

    it('ends one session, and only one that is there', async () => {
      const session = sessionOf(await organization());
      await startSession(dynamodb, session);
      const end = (sessionId: string) => endSession(dynamodb, session.organizationId, sessionId);
      expect([await end(session.sessionId), await end(session.sessionId)]).toEqual([true, true]);
      expect(await end(`n.${'b'.repeat(32)}`)).toBe(false);
      const ended = await readSession(dynamodb, session.organizationId, session.sessionId);
      expect(ended).toMatchObject({ ...session, state: 'ended' });
    });

    it('moves the limit on sessions forward, never back', async () => {
      const id = await organization();
      const limit = async () => (await readOrganization(dynamodb, id))?.sessionsValidFrom ?? '';
      await endAllSessions(dynamodb, id, { sessionsValidFrom: await limit(), now: now + 60_000 });
      expect(await limit()).toBe('2026-01-01T00:01:05.000Z');
      await endAllSessions(dynamodb, id, { sessionsValidFrom: '2026-01-01T00:00:00.000Z', now });
      expect(await limit()).toBe('2026-01-01T00:01:05.000Z');
      await endAllSessions(dynamodb, id, { sessionsValidFrom: await limit(), now });
      expect(await limit()).toBe('2026-01-01T00:01:05.001Z');
    });

    it('sets and clears settings one by one, while Embed is on', async () => {
      const id = await organization();
      const acceptV0 = { until: '2026-06-30', parameterSets: [[], ['theme', 'entity']] };
      const changed = { sessionLengthHours: 8, frameAncestors: ['https://a.example'], acceptV0 };
      expect(await updateSettings(dynamodb, id, changed)).toEqual(changed);
      expect(await updateSettings(dynamodb, id, { acceptV0: null, frameAncestors: [] })).toEqual({
        sessionLengthHours: 8,
        frameAncestors: [],
      });
      const cleared = { sessionLengthHours: null, frameAncestors: null, acceptV0: null };
      expect(await updateSettings(dynamodb, id, cleared)).toEqual({
        sessionLengthHours: 24,
        frameAncestors: [],
      });
      await putOrganization(dynamodb, id, { embedEnabled: false, now });
      expect(await updateSettings(dynamodb, id, { sessionLengthHours: 9 })).toBeUndefined();
      expect((await readOrganization(dynamodb, id))?.settings.sessionLengthHours).toBe(24);
    });

    it('gives a host to one organization until it is released', async () => {
      const [one, other] = [await organization(), await organization()];
      const host = `analytics.${one}.com`;
      const claim = (organizationId: string) =>
        claimHost(dynamodb, host, { organizationId, by: 'operator', now });
      const release = () => releaseHost(dynamodb, host, { by: 'operator', now });
      expect(await organizationOfCustomHost(dynamodb, host)).toBeUndefined();
      expect(await release()).toBe(false);
      expect([await claim(one), await claim(one), await claim(other)]).toEqual([true, true, false]);
      expect(await organizationOfCustomHost(dynamodb, host)).toBe(one);
      expect([await release(), await release()]).toEqual([true, true]);
      expect(await organizationOfCustomHost(dynamodb, host)).toBeUndefined();
      expect(await claim(other)).toBe(true);
    });

    it('counts v0 logins by day', async () => {
      const id = await organization();
      await Promise.all(Array.from({ length: 5 }, () => countV0Login(dynamodb, id, now)));
      await countV0Login(dynamodb, id, now + 86_400_000);
      expect(await readV0Logins(dynamodb, id, now + 86_400_000)).toEqual([
        { date: '2026-01-02', count: 1 },
        { date: '2026-01-01', count: 5 },
      ]);
      expect(await readV0Logins(dynamodb, await organization(), now)).toEqual([]);
    });

    it('rotates the environment’s keys beside the old ones', async () => {
      // The environment is one, also for what ran before: each run is later than all others.
      const start = now + ++environmentRuns * 24 * 3_600_000;
      await rotateEnvironmentKeys(dynamodb, start);
      const before = await readEnvironmentKeys(dynamodb, start + 3_600_000);
      const { keyId, activeAt } = await rotateEnvironmentKeys(dynamodb, start + 3_600_000);
      expect(Date.parse(activeAt)).toBe(start + 4_200_000);

      const at = async (time: number) => (await readEnvironmentKeys(dynamodb, time)).signingKey.keyId;
      expect(await at(start + 4_199_999)).toBe(before.signingKey.keyId);
      expect(await at(start + 4_200_000)).toBe(keyId);
      const after = await readEnvironmentKeys(dynamodb, start + 3_600_000);
      expect(after.cookieKeys).toEqual([expect.any(String), ...before.cookieKeys]);
      expect(after.jwks.keys.map(({ d }) => d)).toEqual(after.jwks.keys.map(() => undefined));
    });

    it('drops an environment key when nothing that it made can be alive', async () => {
      const start = now + ++environmentRuns * 24 * 3_600_000;
      await rotateEnvironmentKeys(dynamodb, start);
      const { jwks } = await readEnvironmentKeys(dynamodb, start);
      const made = jwks.keys[0]?.kid;
      await rotateEnvironmentKeys(dynamodb, start + 3_600_000);
      const keysAfter = async (time: number) => {
        await rotateEnvironmentKeys(dynamodb, time);
        return (await readEnvironmentKeys(dynamodb, time)).jwks.keys.map(({ kid }) => kid);
      };
      const end = start + 4_200_000 + 600 * 3_600_000;
      environmentRuns += 30;
      expect(await keysAfter(end)).toContain(made);
      expect(await keysAfter(end + 1)).not.toContain(made);
    });
  });

  it('lists live sessions in pages, also with a cursor that was passed by', async () => {
    const { sdk } = database;
    const id = uniqueOrganizationId();
    await putOrganization(sdk, id, { embedEnabled: true, now: now - 1000 });
    const read = async () => (await readOrganizationWithoutKeys(sdk, id)) as OrganizationWithoutKeys;
    const created = await createSecret(sdk, id, { name: 'Production', by: 'admin', now });
    if (!created.ok) throw new Error(created.reason);
    const secretId = created.secret.id;
    const sessions = Array.from({ length: 60 }, (_, index) => ({
      ...sessionOf(id),
      sessionId: `n.${String(index).padStart(32, '0')}`,
      secretId,
      createdAt: new Date(now + index).toISOString(),
    }));
    for (const session of sessions) await startSession(sdk, session);
    const page = async (cursor?: string) =>
      await listSessions(sdk, id, { organization: await read(), secretId, cursor, now: now + 1000 });
    const first = await page();
    const second = await page(first.nextCursor);
    const listed = [...first.sessions, ...second.sessions].map(({ sessionId }) => sessionId);
    expect(listed).toEqual(sessions.map(({ sessionId }) => sessionId).toReversed());
    expect(second.nextCursor).toBeUndefined();
    await endAllSessions(sdk, id, { sessionsValidFrom: (await read()).sessionsValidFrom, now });
    expect(await page(first.nextCursor)).toEqual({ sessions: [] });
  });

  it('tells the last deletions', async () => {
    const { sdk } = database;
    const id = uniqueOrganizationId();
    await putOrganization(sdk, id, { embedEnabled: true, now });
    for (let index = 0; index < 5; index++) {
      const created = await createSecret(sdk, id, { name: `${index}`, by: 'admin', now: now + index });
      const secretId = created.ok ? created.secret.id : '';
      await deleteSecret(sdk, id, { secretId, by: 'admin', now: now + 1000 + index });
    }
    const organization = (await readOrganizationWithoutKeys(sdk, id)) as OrganizationWithoutKeys;
    const deletions = await lastDeletions(sdk, id, organization);
    expect(deletions.map(({ name }) => name)).toEqual(['4', '3', '2']);
  });
});

let environmentRuns = 0;

function sessionOf(organizationId: string): Session {
  return {
    organizationId,
    sessionId: `n.${'a'.repeat(32)}`,
    state: 'active',
    secretId: unknownId,
    attemptId: 'attempt',
    claims: { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' },
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-01-02T00:00:00.000Z',
    purgeAt: 1_767_312_000,
  };
}
