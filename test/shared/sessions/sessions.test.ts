import { expect, it } from 'vitest';
import { endSession } from '../../../shared/sessions/end-session.ts';
import { readOrganizationAndSession } from '../../../shared/sessions/read-organization-and-session.ts';
import { readSession } from '../../../shared/sessions/read-session.ts';
import { startSession } from '../../../shared/sessions/start-session.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { describeStores, sessionOf } from '../../support/stores.ts';

describeStores('a session', (store) => {
  it('is started once, and read with its organization', async () => {
    const id = await store.organization();
    const session = sessionOf(id);
    expect(await startSession(store.dynamodb, session)).toEqual({ started: true });
    const second = await startSession(store.dynamodb, { ...session, attemptId: 'another attempt' });
    expect(second).toMatchObject({ started: false, existing: session });
    const read = await readOrganizationAndSession(store.dynamodb, id, session.sessionId);
    expect(read).toMatchObject({ organization: { embedEnabled: true }, session });
  });

  it('is undefined if it does not exist', async () => {
    const read = await readOrganizationAndSession(store.dynamodb, uniqueOrganizationId(), 'n.none');
    expect(read).toEqual({ organization: undefined, session: undefined });
  });

  it('keeps its claims exactly', async () => {
    const claims = {
      ...sessionOf('x').claims,
      userAttributes: { a: ['1', 2.5], __proto: 'x' },
      empty: '',
      none: null,
    };
    const session = { ...sessionOf(await store.organization()), claims };
    await startSession(store.dynamodb, session);
    const read = await readOrganizationAndSession(store.dynamodb, session.organizationId, session.sessionId);
    expect(JSON.stringify(read.session?.claims)).toBe(JSON.stringify(claims));
  });

  it('is ended once it exists, without affecting others', async () => {
    const session = sessionOf(await store.organization());
    await startSession(store.dynamodb, session);
    const end = (sessionId: string) => endSession(store.dynamodb, session.organizationId, sessionId);
    expect([await end(session.sessionId), await end(session.sessionId)]).toEqual([true, true]);
    expect(await end(`n.${'b'.repeat(32)}`)).toBe(false);
    const ended = await readSession(store.dynamodb, session.organizationId, session.sessionId);
    expect(ended).toMatchObject({ ...session, state: 'ended' });
  });
});
