import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { cognitoEmails } from '../../../lambdas/api/cognito-emails.ts';

const client = mockClient(CognitoIdentityProviderClient);
const user = { userPoolId: 'us-east-1_AbCdEf123', subject: '0a1b2c3d-0000-4000-8000-000000000000' };
let now = 0;
const emailOf = () => cognitoEmails(() => now, new CognitoIdentityProviderClient({ region: 'us-east-1' }));

beforeEach(() => {
  client.reset();
  client.on(AdminGetUserCommand).resolves({
    UserAttributes: [
      { Name: 'name', Value: 'Mallory, who calls herself ada@acme.com' },
      { Name: 'email', Value: 'mallory@acme.com' },
    ],
  });
});

it('returns the email address of the user, which only an operator sets, and not the name', async () => {
  expect(await emailOf()(user)).toBe('mallory@acme.com');
  expect(client.commandCalls(AdminGetUserCommand)[0]?.args[0].input).toEqual({
    UserPoolId: user.userPoolId,
    Username: user.subject,
  });
});

it('asks again after five minutes', async () => {
  const lookUp = emailOf();
  for (const at of [0, 299_999, 300_000]) {
    now = at;
    await lookUp(user);
  }
  expect(client.commandCalls(AdminGetUserCommand)).toHaveLength(2);
});

it('remembers each user for themselves', async () => {
  const lookUp = emailOf();
  await lookUp(user);
  client.on(AdminGetUserCommand).resolves({ UserAttributes: [{ Name: 'email', Value: 'grace@acme.com' }] });
  expect(await lookUp({ ...user, subject: 'another' })).toBe('grace@acme.com');
});

it('returns nothing, and remembers nothing, if Cognito fails or the user is gone', async () => {
  const lookUp = emailOf();
  client
    .on(AdminGetUserCommand)
    .rejectsOnce(new Error('UserNotFoundException'))
    .resolves({ UserAttributes: [{ Name: 'email', Value: 'mallory@acme.com' }] });
  expect(await lookUp(user)).toBeUndefined();
  expect(await lookUp(user)).toBe('mallory@acme.com');
});

it('gives up at its deadline', async () => {
  client.restore();
  const hanging = new CognitoIdentityProviderClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: (_request: unknown, options?: { abortSignal?: { aborted: boolean } }) =>
        new Promise<never>((_resolve, reject) => {
          if (options?.abortSignal?.aborted) reject(new Error('aborted'));
        }),
    },
  });
  expect(
    await cognitoEmails(
      () => now,
      hanging,
      () => AbortSignal.abort(),
    )(user),
  ).toBeUndefined();
});
