import * as oauth from 'oauth4webapi';
import { type Cognito, callbackUrl } from './cognito-client.ts';
import { leavePage } from './leave-page.ts';
import { storeAttempt } from './sign-in-attempt.ts';

/**
 * Sends the browser to Cognito's sign-in page, which sends it back with an authorization code.
 *
 * @param options.silent only if Cognito still knows the user; else it sends the browser back with an error
 */
export async function beginSignIn(
  { server, client }: Cognito,
  { silent }: { silent: boolean },
): Promise<never> {
  const attempt = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
    hash: window.location.hash,
  };
  storeAttempt(attempt);
  const url = new URL(server.authorization_endpoint as string);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: callbackUrl(),
    scope: 'openid email profile',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
    ...(silent ? { prompt: 'none' } : {}),
  }).toString();
  return await leavePage(url);
}
