import * as oauth from 'oauth4webapi';

/** What Cognito issued for the signed-in user. */
export type Tokens = { idToken: string; refreshToken: string; claims: oauth.IDToken };

/**
 * @param previous the refresh token that was used, if the response carries no new one
 * @throws {TypeError} if a token is missing
 */
export function tokensOf(response: oauth.TokenEndpointResponse, previous?: string): Tokens {
  const { id_token: idToken, refresh_token: refreshToken = previous } = response;
  const claims = oauth.getValidatedIdTokenClaims(response);
  if (idToken === undefined || refreshToken === undefined || claims === undefined) {
    throw new TypeError('the token endpoint left a token out');
  }
  return { idToken, refreshToken, claims };
}
