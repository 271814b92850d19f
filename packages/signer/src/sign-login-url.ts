import { claimsMaxBytes, type KnownClaims, largeClaimsMaxBytes } from '../../../shared/embed-url/claims.ts';
import { signLoginUrl as signClaims } from '../../../shared/embed-url/sign-login-url.ts';
import { checkClaims, checkCustomClaims } from './check-claims.ts';
import { checkHost, checkOptionNames, checkSecretKey } from './check-options.ts';

export type SignLoginUrlOptions = {
  /** The embed secret's key: `esk_` and 28 characters. */
  secretKey: string;
  /** The host on which the application is embedded, with its port if it has one: `acme.embed.example.com`. */
  host: string;
  /** The viewer, and what the viewer opens. */
  claims: KnownClaims;
  /** Claims of your own that the protocol doesn't name. The embedded application gets them unchanged. */
  customClaims?: Readonly<Record<string, unknown>>;
  /** How long the URL can be opened, in seconds, from 1 to 604,800 (7 days). Default: 86,400 (24 hours). */
  expiresIn?: number;
};

const optionNames = ['secretKey', 'host', 'claims', 'customClaims', 'expiresIn'];

/** A nonce and an expiry have a fixed length, so the size can be checked before they are made. */
const signedMembers = { nonce: '0'.repeat(32), exp: 9_999_999_999 };

/**
 * Signs an embed URL (v1). It can be opened once, on its host only, until it expires.
 *
 * Keep the URL out of logs: anyone who has it can open it.
 *
 * @returns an `https:` URL
 * @throws {TypeError} naming the option or claim that breaks a rule, and the rule; never the key or a value
 *
 * @example
 * const url = signLoginUrl({
 *   secretKey: process.env.EMBED_SECRET_KEY,
 *   host: 'acme.embed.example.com',
 *   claims: { contentPath: '/dashboards/sales', externalId: 'user-1', name: 'Ada Lovelace' },
 * });
 */
export function signLoginUrl(options: SignLoginUrlOptions): string {
  checkOptionNames(options, optionNames);
  const { secretKey, host, claims, customClaims = {}, expiresIn } = options;
  checkSecretKey(secretKey);
  checkHost(host);
  checkClaims(claims);
  checkCustomClaims(customClaims);

  const allClaims = { ...claims, ...customClaims };
  const loginUrl = `https://${host}/embed/login`;
  const bytes = Buffer.byteLength(JSON.stringify({ ...allClaims, loginUrl, ...signedMembers }));
  if (bytes > claimsMaxBytes) {
    throw new TypeError(
      `claims have ${bytes} bytes of JSON, and a URL carries at most ${claimsMaxBytes}: create a session with the API, which takes ${largeClaimsMaxBytes}, and sign its redeem URL instead`,
    );
  }
  return signClaims({
    secretKey,
    host,
    claims: allClaims,
    ...(expiresIn === undefined ? {} : { expiresIn }),
  });
}
