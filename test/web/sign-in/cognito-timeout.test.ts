import { afterEach, expect, it, vi } from 'vitest';
import { cognitoOf } from '../../../web/src/sign-in/cognito-client.ts';
import { identityCredentials } from '../../../web/src/sign-in/identity-credentials.ts';
import { refreshTokens } from '../../../web/src/sign-in/refresh-tokens.ts';

const cognito = cognitoOf(
  { region: 'eu-central-1' },
  {
    kind: 'cognito',
    signInOrigin: 'https://sign-in.example.com',
    userPoolId: 'eu-central-1_pool',
    clientId: 'client',
    identityPoolId: 'eu-central-1:identities',
  },
);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

it.each([
  ['refreshing tokens', () => refreshTokens(cognito, 'refresh-token')],
  ['fetching credentials', () => identityCredentials(cognito, 'id-token')],
])('stops %s if Cognito accepts the request but never responds', async (_, request) => {
  const timedOut = AbortSignal.abort(new DOMException('no response in time', 'TimeoutError'));
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timedOut);
  // Like fetch, rejects only if its signal says so.
  vi.stubGlobal('fetch', async (_url: string, { signal }: RequestInit) => {
    signal?.throwIfAborted();
    return await new Promise(() => {});
  });
  await expect(request()).rejects.toThrow('no response in time');
});
