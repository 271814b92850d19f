import * as oauth from 'oauth4webapi';
import { type Cognito, cognitoTimeoutMs } from './cognito-client.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/**
 * @throws {oauth.ResponseBodyError} if Cognito refuses: the session is over
 * @throws {DOMException} if there is no response in time
 */
export async function refreshTokens({ server, client }: Cognito, refreshToken: string): Promise<Tokens> {
  const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, {
    signal: AbortSignal.timeout(cognitoTimeoutMs),
  });
  return tokensOf(await oauth.processRefreshTokenResponse(server, client, response), refreshToken);
}

/** Revokes the refresh token, and with it every token that was issued with it. */
export async function revokeTokens({ region, client }: Cognito, refreshToken: string): Promise<void> {
  // Of the API, not of the sign-in pages: AWS documents cross-origin calls for this one.
  await fetch(`https://cognito-idp.${region}.amazonaws.com/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken',
    },
    body: JSON.stringify({ Token: refreshToken, ClientId: client.client_id }),
    signal: AbortSignal.timeout(3_000),
  });
}
