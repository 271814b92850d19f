import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export const sessionCookieName = '__Host-embed_session';

/**
 * The session cookie: `v1.<secretId>.<sessionId>.<expires>.<environment mac>.<mac>`.
 *
 * `mac` is made with the embed secret, so deleting the secret ends the session. The environment MAC can only
 * refuse: it keeps forged cookies from causing table reads.
 */
export type SessionCookie = {
  secretId: string;
  sessionId: string;
  /** Epoch seconds. */
  expires: number;
  environmentMac: string;
  mac: string;
};

type CookieFields = Pick<SessionCookie, 'secretId' | 'sessionId' | 'expires'>;

const pattern =
  /^v1\.([0-7][0-9A-HJKMNP-TV-Z]{25})\.([ns]\.[A-Za-z0-9]{32})\.([1-9]\d{9,11})\.([\w-]{43})\.([\w-]{43})$/;

/** Parses a cookie's value; `undefined` if it is malformed. Verifies nothing. */
export function parseSessionCookie(value: string): SessionCookie | undefined {
  const match = pattern.exec(value);
  if (match === null) return undefined;
  const [, secretId = '', sessionId = '', expires = '', environmentMac = '', mac = ''] = match;
  return { secretId, sessionId, expires: Number(expires), environmentMac, mac };
}

/**
 * The `Set-Cookie` of a new session. `Partitioned` with `SameSite=None`: it is sent from an iframe, and only under
 * the top-level site where it was set.
 *
 * @param options.host the request's host in lower case, with its port
 * @param options.cookieKey the environment's current one
 */
export function sessionSetCookie(
  fields: CookieFields,
  { host, organizationId, secretKey, cookieKey }: CookieScope & { secretKey: string; cookieKey: string },
): string {
  const { secretId, sessionId, expires } = fields;
  const macs = `${environmentMac(fields, { host, cookieKey })}.${secretMac(fields, { host, organizationId, secretKey })}`;
  const value = `v1.${secretId}.${sessionId}.${expires}.${macs}`;
  return `${sessionCookieName}=${value}; Path=/; Secure; HttpOnly; SameSite=None; Partitioned`;
}

type CookieScope = { host: string; organizationId: string };

/** Whether a cookie was made by this environment for this host. */
export const verifyEnvironmentMac = (
  cookie: SessionCookie,
  host: string,
  cookieKeys: readonly string[],
): boolean =>
  cookieKeys.some((cookieKey) => equal(cookie.environmentMac, environmentMac(cookie, { host, cookieKey })));

/** Whether a cookie was made with this secret for this host and organization. */
export const verifySecretMac = (cookie: SessionCookie, scope: CookieScope & { secretKey: string }): boolean =>
  equal(cookie.mac, secretMac(cookie, scope));

function environmentMac(
  { secretId, sessionId, expires }: CookieFields,
  { host, cookieKey }: { host: string; cookieKey: string },
): string {
  const text = ['v1', host, secretId, sessionId, expires].join('\n');
  return createHmac('sha256', requireKey(Buffer.from(cookieKey, 'base64url')))
    .update(text)
    .digest('base64url');
}

/**
 * The embed secret's key signs URLs, so sessions use a key derived from it (HKDF-SHA256, RFC 5869): a URL
 * signature can't pass for a session's.
 */
function secretMac(
  { secretId, sessionId, expires }: CookieFields,
  { host, organizationId, secretKey }: CookieScope & { secretKey: string },
): string {
  const key = Buffer.from(hkdfSync('sha256', requireKey(secretKey), '', 'embed-session', 32));
  const text = ['v1', host, organizationId, secretId, sessionId, expires].join('\n');
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** An empty key would make MACs that anyone can make. */
function requireKey<Key extends string | Buffer>(key: Key): Key {
  if (key.length === 0) throw new TypeError('the key of a session cookie is empty');
  return key;
}

const equal = (received: string, expected: string): boolean =>
  received.length === expected.length && timingSafeEqual(Buffer.from(received), Buffer.from(expected));
