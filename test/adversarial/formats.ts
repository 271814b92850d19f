import { createHmac } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

/** Every way to sign a visit. A new format is attacked by all checkers once it stands here. */
export type LoginFormat = {
  name: string;
  /** The path and query of a fresh visit, signed as protocol.md says and not by the code under test. */
  sign: (visit: Visit) => string;
  /** The parameters that the signature speaks for; any other may be added to a URL and says nothing. */
  signedParameters: readonly string[];
};

export type Visit = { host: string; secretKey: string; nonce: string; exp: number; claims?: object };

export const loginFormats: readonly LoginFormat[] = [
  {
    name: 'v1',
    signedParameters: ['payload'],
    sign: (visit) => signV1(JSON.stringify(v1Claims(visit)), visit),
  },
];

export const v1Claims = ({ host, nonce, exp, claims }: Omit<Visit, 'secretKey'>) => ({
  loginUrl: `https://${host}/embed/login`,
  contentPath: '/dashboards/1',
  externalId: 'user-1',
  name: 'Ada',
  nonce,
  exp,
  ...claims,
});

/** Signs whatever is given as claims, right or wrong. */
export const signV1 = (json: string | Buffer, { secretKey }: Pick<Visit, 'secretKey'>): string =>
  signPayload(deflateRawSync(json).toString('base64url'), secretKey);

/** Signs whatever is given as a payload. */
export function signPayload(payload: string, secretKey: string): string {
  const signature = createHmac('sha256', secretKey).update(payload).digest('base64url');
  return `/embed/login?payload=${encodeURIComponent(payload)}&signature=${signature}`;
}
