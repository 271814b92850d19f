import { expect, it } from 'vitest';
import { endAllSessions } from '../../../shared/organizations/end-all-sessions.ts';
import type { OrganizationWithoutKeys } from '../../../shared/organizations/organization.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { listSessions } from '../../../shared/sessions/list-sessions.ts';
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
});
