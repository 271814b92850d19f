import { describe, expect, it } from 'vitest';
import {
  ConditionFailedError,
  type DynamoDb,
  type DynamoDbRequest,
  TableUnavailableError,
} from '../../shared/dynamodb.ts';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { endAllSessions } from '../../shared/organizations/end-all-sessions.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { readOrganization } from '../../shared/organizations/read-organization.ts';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import { disableSecret } from '../../shared/secrets/disable-secret.ts';
import { enableSecret } from '../../shared/secrets/enable-secret.ts';
import { readSecretKey } from '../../shared/secrets/read-secret-key.ts';
import { renameSecret } from '../../shared/secrets/rename-secret.ts';
import { rotateSecret } from '../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../shared/secrets/schedule-retirement.ts';
import { endSession } from '../../shared/sessions/end-session.ts';
import { putClaims } from '../../shared/sessions/put-claims.ts';
import { redeemSession } from '../../shared/sessions/redeem-session.ts';
import { startSession } from '../../shared/sessions/start-session.ts';
import { describeStores, now, redeemable, sessionOf } from '../support/stores.ts';

describeStores('a write', (store) => {
  describe('that got the response of another write', () => {
    it.each([
      ['nothing written', async () => ({})],
      ['another write', async () => ({ Attributes: { secrets: { other: { name: 'x' } } } })],
      ['a failed condition', () => Promise.reject(new ConditionFailedError())],
    ])('counts neither as done nor as refused: %s', async (_, respond) => {
      const id = await store.organization();
      const { secret, secretKey } = await store.secret(id);
      const mixedUp: DynamoDb = (request) =>
        request.operation === 'UpdateItem' ? respond() : store.dynamodb(request);
      const [secretId, change] = [secret.id, { name: 'Staging', actor: 'admin', now }];
      for (const act of [
        () => createSecret(mixedUp, id, change),
        () => renameSecret(mixedUp, id, { secretId, ...change }),
        () => deleteSecret(mixedUp, id, { secretId, ...change }),
        () => disableSecret(mixedUp, id, { secretId, now }),
        () => rotateSecret(mixedUp, id, { secretId, overlapHours: 0, limits: 'inherit', ...change }),
        () => scheduleRetirement(mixedUp, id, { secretId, retiresAt: '2026-01-02T00:00:00.000Z', now }),
      ]) {
        await expect(act()).rejects.toThrow(TableUnavailableError);
      }
      expect(await readSecretKey(store.dynamodb, id, secretId)).toBe(secretKey);
    });

    it('counts as done only if it was: the organization, environment keys and sessions', async () => {
      const id = await store.organization();
      const swallowing: DynamoDb = async (request) =>
        request.operation === 'UpdateItem' ? {} : await store.dynamodb(request);
      const put = putOrganization(swallowing, id, { embedEnabled: false, now });
      await expect(put).rejects.toThrow(TableUnavailableError);
      await rotateEnvironmentKeys(store.dynamodb, now);
      await expect(rotateEnvironmentKeys(swallowing, now)).rejects.toThrow(TableUnavailableError);
      await expect(endSession(swallowing, id, 'n.1')).rejects.toThrow(TableUnavailableError);
      const claims = { sessionId: 's.1', json: '{}', now };
      await expect(putClaims(swallowing, id, claims)).rejects.toThrow(TableUnavailableError);
      const before = { sessionsValidFrom: '2026-01-01T00:00:00.000Z', now };
      await expect(endAllSessions(swallowing, id, before)).rejects.toThrow(TableUnavailableError);
    });
  });

  describe('whose response was lost', () => {
    /** Every write succeeds, its response is lost, and it is sent once more, as a transport does. */
    const losingResponses: DynamoDb = async (request: DynamoDbRequest) => {
      if (request.operation === 'UpdateItem' || request.operation === 'PutItem') {
        await store.dynamodb(request).catch((error) => {
          if (!(error instanceof ConditionFailedError)) throw error;
        });
      }
      return await store.dynamodb(request);
    };

    it('still creates, renames and deletes one secret', async () => {
      const id = await store.organization();
      const created = await createSecret(losingResponses, id, { name: 'Production', actor: 'admin', now });
      if (!created.ok) throw new Error(created.reason);
      const secretId = created.secret.id;
      expect(Object.keys((await readOrganization(store.dynamodb, id))?.keys ?? {})).toEqual([secretId]);
      expect(await renameSecret(losingResponses, id, { secretId, name: 'Staging', now })).toMatchObject({
        ok: true,
      });
      const deleted = await deleteSecret(losingResponses, id, { secretId, actor: 'admin', now });
      expect(deleted).toMatchObject({ ok: true, deletion: { name: 'Staging' } });
    });

    it('still disables, enables and rotates one secret', async () => {
      const id = await store.organization();
      const { secret } = await store.secret(id);
      const change = { secretId: secret.id, now };
      expect(await disableSecret(losingResponses, id, change)).toMatchObject({ ok: true, changed: true });
      expect(await enableSecret(losingResponses, id, change)).toMatchObject({ ok: true, changed: true });
      const rotation = { ...change, overlapHours: 0, limits: 'inherit', actor: 'admin' } as const;
      const rotated = await rotateSecret(losingResponses, id, rotation);
      if (!rotated.ok) throw new Error(rotated.reason);
      expect((await readOrganization(store.dynamodb, id))?.keys).toEqual({
        [rotated.secret.id]: rotated.secretKey,
      });
    });

    it('still creates a pending session and redeems it', async () => {
      const redemption = await redeemable(store, { dynamodb: losingResponses });
      expect(await redeemSession(losingResponses, redemption)).toMatchObject({ redeemed: true });
    });

    it('still stores large claims for a session that is redeemed', async () => {
      const claims = { ...sessionOf('x').claims, groups: ['g'.repeat(60_000)] };
      const redemption = await redeemable(store, { dynamodb: losingResponses, claims });
      expect(await redeemSession(losingResponses, redemption)).toMatchObject({
        redeemed: true,
        session: { claimsRef: { overrides: {} } },
      });
    });

    it('still starts a session', async () => {
      const session = sessionOf(await store.organization());
      expect(await startSession(losingResponses, session)).toEqual({ started: true });
    });
  });
});
