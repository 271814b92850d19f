import { createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { ViewerClaims } from './claims.ts';
import { isNonce } from './nonce.ts';
import { loginPath } from './url-format.ts';

export type SignLoginUrlOptions = {
  /** The embed secret's key. */
  secretKey: string;
  /** The host on which the application is embedded, with its port if it has one: `acme.embed.example.com`. */
  host: string;
  /** Who the viewer is and what they see: at least `contentPath`, `externalId` and `name`. */
  claims: ViewerClaims;
  /** How long the URL can be opened, in seconds: 1 to 604,800 (7 days). Default: 86,400 (24 hours). */
  expiresIn?: number;
  /** Epoch milliseconds. Default: the machine's clock. */
  now?: number;
  /** 32 letters and digits, never used before. Default: a random one. */
  nonce?: string;
};

/**
 * Signs an embed URL (v1). It can be opened once, on its host only, until it expires.
 *
 * Keep the URL out of logs: anyone who has it can open it. The claims are checked only as far as the signature
 * needs; the edge refuses a URL whose claims break a rule of the protocol.
 *
 * @throws {TypeError} if a required option is missing or out of bounds
 *
 * @example
 * const url = signLoginUrl({
 *   secretKey: process.env.EMBED_SECRET_KEY,
 *   host: 'acme.embed.example.com',
 *   claims: { contentPath: '/dashboards/da24491e', externalId: 'user-1', name: 'Ada' },
 * });
 */
export function signLoginUrl({
  secretKey,
  host,
  claims,
  expiresIn = 86_400,
  now = Date.now(),
  nonce = randomNonce(),
}: SignLoginUrlOptions): string {
  if (!secretKey) throw new TypeError('secretKey is required');
  if (!/^[^/?#@\s]+$/.test(host))
    throw new TypeError('host must be a host name, with its port if it has one');
  for (const claim of ['contentPath', 'externalId', 'name'] as const) {
    if (!claims[claim]) throw new TypeError(`claims.${claim} is required`);
  }
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > 604_800) {
    throw new TypeError('expiresIn must be a whole number of seconds from 1 to 604800');
  }
  if (!isNonce(nonce)) throw new TypeError('nonce must be 32 letters and digits');

  const loginUrl = `https://${host}${loginPath}`;
  const json = JSON.stringify({ ...claims, loginUrl, nonce, exp: Math.floor(now / 1000) + expiresIn });
  const payload = deflateRawSync(json).toString('base64url');
  const signature = createHmac('sha256', secretKey).update(payload).digest('base64url');
  return `${loginUrl}?payload=${payload}&signature=${signature}`;
}

/** 32 hexadecimal digits: 128 random bits. */
const randomNonce = (): string => randomBytes(16).toString('hex');
