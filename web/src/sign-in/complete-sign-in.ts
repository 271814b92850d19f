import * as oauth from 'oauth4webapi';
import { type Cognito, callbackUrl, cognitoTimeoutMs } from './cognito-client.ts';
import { type SignInAttempt, takeAttempt } from './sign-in-attempt.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/**
 * Completes a sign-in if the browser has just come back from Cognito: exchanges the authorization code for tokens, and
 * removes it from the URL.
 *
 * @returns `undefined` if this tab didn't begin a sign-in
 * @throws {Error} if Cognito or the library rejects it: no code, another state, a token that isn't for this page
 */
export async function completeSignIn(cognito: Cognito): Promise<Tokens | undefined> {
  const attempt = takeAttempt();
  const returned = new URL(window.location.href);
  if (!returned.searchParams.has('state')) return undefined;
  window.history.replaceState(null, '', `/${attempt?.hash ?? ''}`);
  return attempt && (await exchangeCode(cognito, returned, attempt));
}

async function exchangeCode(
  { server, client }: Cognito,
  returned: URL,
  { state, nonce, codeVerifier }: SignInAttempt,
): Promise<Tokens> {
  const parameters = oauth.validateAuthResponse(server, client, returned, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    callbackUrl(),
    codeVerifier,
    { signal: AbortSignal.timeout(cognitoTimeoutMs) },
  );
  const result = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    requireIdToken: true,
  });
  return tokensOf(result);
}
