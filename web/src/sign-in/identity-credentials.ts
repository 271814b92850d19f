import { type Cognito, cognitoTimeoutMs } from './cognito-client.ts';
import type { Credentials } from './signed-in.ts';

/** AWS credentials from the identity pool, with their expiry. */
export type IdentityCredentials = Credentials & {
  /** Epoch milliseconds. */
  expiresAt: number;
};

/** The identity pool issues no credentials for this token: it is revoked or its user has no role. */
export class CredentialsRefusedError extends Error {
  override name = 'CredentialsRefusedError';
}

/**
 * Exchanges an ID token for AWS credentials.
 *
 * @throws {CredentialsRefusedError}
 * @throws {Error} if the identity pool can't be reached or is throttling
 */
export async function identityCredentials(cognito: Cognito, idToken: string): Promise<IdentityCredentials> {
  const Logins = { [cognito.provider]: idToken };
  const { IdentityId } = await callIdentityPool<{ IdentityId: string }>(cognito, 'GetId', {
    IdentityPoolId: cognito.identityPoolId,
    Logins,
  });
  const { Credentials } = await callIdentityPool<{ Credentials: IssuedCredentials }>(
    cognito,
    'GetCredentialsForIdentity',
    { IdentityId, Logins },
  );
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretKey,
    sessionToken: Credentials.SessionToken,
    expiresAt: Credentials.Expiration * 1000,
  };
}

/** `Expiration` in epoch seconds. */
type IssuedCredentials = {
  AccessKeyId: string;
  SecretKey: string;
  SessionToken: string;
  Expiration: number;
};

const refusals: ReadonlySet<string> = new Set([
  'NotAuthorizedException',
  'InvalidIdentityPoolConfigurationException',
]);

async function callIdentityPool<Result>({ region }: Cognito, action: string, body: object): Promise<Result> {
  const response = await fetch(`https://cognito-identity.${region}.amazonaws.com/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityService.${action}`,
    },
    body: JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(cognitoTimeoutMs),
  });
  const result = await response.json();
  if (response.ok) return result as Result;
  const [, type = ''] = /(\w+)$/.exec(String(result.__type)) ?? [];
  if (refusals.has(type)) throw new CredentialsRefusedError(type);
  throw new Error(`${action}: ${type}`);
}
