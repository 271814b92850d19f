import { expect, it } from 'vitest';
import { endAllSessions } from '../../../shared/organizations/end-all-sessions.ts';
import type { OrganizationWithoutKeys } from '../../../shared/organizations/organization.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { createSession } from '../../../shared/sessions/create-session.ts';
import { endSession } from '../../../shared/sessions/end-session.ts';
import { listSessions } from '../../../shared/sessions/list-sessions.ts';
import { pendingForMs } from '../../../shared/sessions/session.ts';
import type { ListedState } from '../../../shared/sessions/sessions-request.ts';
import { startSession } from '../../../shared/sessions/start-session.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { describeStores, now, sessionOf } from '../../support/stores.ts';

describeStores('sessions', (store) => {
  it('are listed in pages, even with a cursor from before all sessions were ended', async () => {
    const id = uniqueOrganizationId();
    await putOrganization(store.dynamodb, id, { embedEnabled: true, now: now - 1000 });
    const read = async () =>
      (await readOrganizationWithoutKeys(store.dynamodb, id)) as OrganizationWithoutKeys;
    const secretId = (await store.secret(id)).secret.id;
    const sessions = Array.from({ length: 60 }, (_, index) => ({
      ...sessionOf(id),
      sessionId: `n.${String(index).padStart(32, '0')}`,
      secretId,
      createdAt: new Date(now + index).toISOString(),
    }));
    for (const session of sessions) await startSession(store.dynamodb, session);
    const page = async (cursor?: string) =>
      await listSessions(store.dynamodb, id, {
        organization: await read(),
        state: 'active',
        secretId,
        cursor,
        now: now + 1000,
      });
    const first = await page();
    const second = await page(first.nextCursor);
    const listed = [...first.sessions, ...second.sessions].map(({ sessionId }) => sessionId);
    expect(listed).toEqual(sessions.map(({ sessionId }) => sessionId).toReversed());
    expect(second.nextCursor).toBeUndefined();
    await endAllSessions(store.dynamodb, id, { sessionsValidFrom: (await read()).sessionsValidFrom, now });
    expect(await page(first.nextCursor)).toEqual({ sessions: [] });
  });

  it('are listed by state: a pending one until it is redeemed or can no longer be', async () => {
    const id = uniqueOrganizationId();
    await putOrganization(store.dynamodb, id, { embedEnabled: true, now: now - 1000 });
    const organization = (await readOrganizationWithoutKeys(store.dynamodb, id)) as OrganizationWithoutKeys;
    const { sessionsValidFrom } = organization;
    const claims = { contentPath: '/', externalId: 'ada', name: 'Ada' };
    const pending = await createSession(store.dynamodb, id, { claims, sessionsValidFrom, now });
    const list = (state: ListedState, at: number) =>
      listSessions(store.dynamodb, id, {
        organization,
        state,
        secretId: undefined,
        cursor: undefined,
        now: at,
      });
    const { sessions } = await list('pending', now + 1000);
    expect(sessions).toMatchObject([{ sessionId: pending.sessionId, externalId: 'ada', name: 'Ada' }]);
    expect(sessions[0]).not.toHaveProperty('secretId');
    expect(await list('active', now + 1000)).toEqual({ sessions: [] });
    expect(await list('pending', now + pendingForMs)).toEqual({ sessions: [] });
    await endSession(store.dynamodb, id, pending.sessionId);
    expect(await list('pending', now + 1000)).toEqual({ sessions: [] });
  });
});
