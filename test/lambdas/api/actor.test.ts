import { describe, expect, it } from 'vitest';
import { type OperationId, operations } from '../../../shared/contract/operations.ts';
import type { EventRecord } from '../../../shared/contract/records.ts';
import { adminOf } from '../../support/admin.ts';
import { type ApiCall, adminArn } from '../../support/api.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();
const provider = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123';
const subject = '0a1b2c3d-0000-4000-8000-000000000000';
const signedIn = ['authenticated', provider, `${provider}:CognitoSignIn:${subject}`];
const email = 'ada@acme.com';

/** An organization whose admin has signed in with Cognito. */
async function organization({ knowsEmail = true, amr = signedIn } = {}) {
  const { organizationId, api } = await adminOf(database);
  if (knowsEmail) api.emails.set(subject, email);
  const call = (id: OperationId, options: ApiCall = {}) => {
    api.now += 1;
    return api.call(id, { organizationId, amr, ...options });
  };
  const create = async (options: ApiCall = {}) =>
    (await call('create-secret', { body: { name: 'Production' }, ...options })).body;
  const events = async (): Promise<EventRecord[]> => (await call('list-events')).body.records;
  return { api, call, create, events };
}

describe('the actor', () => {
  it('of every change is the email address of the admin', async () => {
    const { api, call, create, events } = await organization();
    const { id: secretId, createdBy } = await create();
    expect(createdBy).toBe(email);
    const { body: session } = await call('create-session', {
      body: { contentPath: '/', externalId: 'ada', name: 'Ada' },
    });
    const changes: Partial<Record<OperationId, ApiCall>> = {
      'reveal-secret': { secretId },
      'rename-secret': { secretId, body: { name: 'Staging' } },
      'limit-secret': { secretId, body: { paths: ['/dashboards'] } },
      'disable-secret': { secretId, body: {} },
      'enable-secret': { secretId },
      'schedule-retirement': {
        secretId,
        body: { retiresAt: new Date(api.now + 3_600_000).toISOString() },
      },
      'cancel-retirement': { secretId },
      'rotate-secret': { secretId, body: {} },
      'update-settings': { body: { sessionLengthHours: 2 } },
      'end-session': { sessionId: session.sessionId },
      'erase-viewer': { body: { externalId: 'ada' } },
      'end-all-sessions': {},
      'delete-secret': { secretId },
    };
    for (const [id, options] of Object.entries(changes)) {
      const { status, body } = await call(id as OperationId, options);
      expect([id, status, body?.code]).toEqual([id, expect.any(Number), undefined]);
    }
    const recorded = operations.filter((operation) => 'recordsActor' in operation).map(({ id }) => id);
    expect(new Set(['create-secret', ...Object.keys(changes)])).toEqual(new Set(recorded));
    const made = (await events()).filter(({ type }) => type !== 'embed_enabled');
    expect(made).toHaveLength(recorded.length);
    expect(new Set(made.map(({ actor }) => actor))).toEqual(new Set([email]));
    expect((await call('delete-secret', { secretId })).body.deletedBy).toBe(email);
  });

  it('is the Cognito subject if the address can’t be looked up; the log says so', async () => {
    const { api, create, events } = await organization({ knowsEmail: false });
    expect((await create()).createdBy).toBe(subject);
    expect((await events())[0]?.actor).toBe(subject);
    expect(api.log).toContainEqual({ event: 'actor_email_unknown', actor: subject, requestId: 'request-1' });
  });

  it.each([
    ['a guest', ['unauthenticated']],
    [
      'another provider',
      ['authenticated', 'accounts.google.com', `accounts.google.com:CognitoSignIn:${subject}`],
    ],
    [
      'a provider that only looks like a user pool',
      [`evil.com/cognito-idp.us-east-1.amazonaws.com/x:CognitoSignIn:${subject}`],
    ],
  ])('is the ARN of %s', async (_, amr) => {
    const { create } = await organization({ amr });
    expect((await create()).createdBy).toBe(adminArn);
  });

  it('of a repeated request is the same caller, whether or not the address is known', async () => {
    const { api, create } = await organization();
    const first = await create({ idempotencyKey: 'one' });
    api.emails.clear();
    expect((await create({ idempotencyKey: 'one' })).id).toBe(first.id);
  });
});
