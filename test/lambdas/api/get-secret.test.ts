import { describe, expect, it } from 'vitest';
import { startSession } from '../../../shared/sessions/start-session.ts';
import { secretAdmin } from '../../support/admin.ts';
import { sessionOf } from '../../support/stores.ts';
import { useDatabase } from '../../support/use-database.ts';

const hour = 3_600_000;
const database = useDatabase();
const organization = () => secretAdmin(database);

describe('get-secret', () => {
  it('returns what deleting the secret would break', async () => {
    const { organizationId, api, call, secretId, create } = await organization();
    const { id: other } = await create({ name: 'Other' });
    for (const [index, one] of [secretId, secretId, other].entries()) {
      const session = {
        ...sessionOf(organizationId),
        sessionId: `n.${index}${'a'.repeat(31)}`,
        secretId: one,
      };
      const createdAt = new Date(api.now + 1000).toISOString();
      const expiresAt = new Date(api.now + hour).toISOString();
      await startSession(database.sdk, { ...session, createdAt, expiresAt });
    }
    const details = { liveSessions: 2, liveSessionsComplete: true, lastActive: false };
    expect(await call('get-secret')).toMatchObject({
      status: 200,
      body: { id: secretId, status: 'active', ...details },
    });
    await call('disable-secret', undefined, other);
    expect((await call('get-secret')).body).toMatchObject({ lastActive: true });
    expect((await call('get-secret', undefined, other)).body).toMatchObject({
      liveSessions: 1,
      lastActive: false,
    });
    await call('rotate-secret', { overlapHours: 0 });
    expect((await call('get-secret')).body).toMatchObject({ liveSessions: 0, lastActive: false });
  });

  it('never holds a key', async () => {
    const { call, secretKey } = await organization();
    expect(JSON.stringify(await call('get-secret'))).not.toContain(secretKey);
  });
});
