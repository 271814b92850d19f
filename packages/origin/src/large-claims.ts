import { createHash, timingSafeEqual } from 'node:crypto';
import type { ViewerClaims } from '../../../shared/embed-url/claims.ts';
import { EmbedIdentityError } from './identity-error.ts';

/** How to fetch claims of more than 4,096 bytes: the identity has a reference to them only. */
export type LargeClaimsOptions = {
  /** The API: `https://api.example.com`. */
  apiUrl: string;
  /**
   * `fetch`, signed with Signature Version 4 for `execute-api`, by a principal with the permission
   * EmbeddedApplication: `new AwsClient(credentials).fetch` of `aws4fetch`, for example.
   */
  fetch: (url: string, init: { signal: AbortSignal }) => Promise<Response>;
  /** How many sessions' claims are kept in memory, at most 64 KB each. Default: 200. */
  maxSessions?: number;
};

/** Finds the claims of a verified identity. */
export type ClaimsOf = (verified: {
  organizationId: string;
  sessionId: string;
  payload: Readonly<Record<string, unknown>>;
}) => Promise<ViewerClaims>;

const timeoutMs = 2500;
const maxBytes = 65_536 + 64;
/** get-session-claims returns only the claims, so their exact bytes can be hashed. */
const envelope = { start: '{"claims":', end: '}' };

/**
 * Reads the claims from the identity, or fetches those that it refers to: once per session, checked against the
 * hash in the identity.
 */
export function largeClaims(options: LargeClaimsOptions | undefined): ClaimsOf {
  const maxSessions = options?.maxSessions ?? 200;
  const fetched = new Map<string, Promise<ViewerClaims>>();

  return async ({ organizationId, sessionId, payload: { claims, claims_ref: reference } }) => {
    if (reference === undefined) {
      if (!isClaims(claims)) throw refused('the identity has no claims');
      return claims;
    }
    if (!isReference(reference)) throw refused('the identity has a malformed reference to its claims');
    if (options === undefined) {
      throw new EmbedIdentityError(
        'unavailable',
        'largeClaims is not set, and the claims have to be fetched',
      );
    }
    const key = [organizationId, sessionId, reference.sha256].join('/');
    const path = `/organizations/${organizationId}/embed/sessions/${encodeURIComponent(sessionId)}/claims`;
    const claimsOfSession =
      fetched.get(key) ?? fetchClaims(options, new URL(path, options.apiUrl).href, reference.sha256);
    // Last used, last evicted.
    fetched.delete(key);
    fetched.set(key, claimsOfSession);
    const [oldest] = fetched.keys();
    if (fetched.size > maxSessions && oldest !== undefined) fetched.delete(oldest);
    try {
      return { ...(await claimsOfSession), ...reference.overrides };
    } catch (error) {
      fetched.delete(key);
      throw error;
    }
  };
}

async function fetchClaims(options: LargeClaimsOptions, url: string, sha256: string): Promise<ViewerClaims> {
  const { status, text } = await fetchText(options, url);
  if (status === 404) throw refused('the session ended');
  if (status !== 200) throw unavailable(`get-session-claims returned ${status}`);
  if (!text.startsWith(envelope.start) || !text.endsWith(envelope.end) || text.length > maxBytes) {
    throw refused('the claims are malformed');
  }
  const json = text.slice(envelope.start.length, -envelope.end.length);
  const hash = createHash('sha256').update(json).digest();
  if (!timingSafeEqual(hash, Buffer.from(sha256, 'hex')))
    throw refused("the claims aren't those of the session");
  const claims: unknown = JSON.parse(json);
  if (!isClaims(claims)) throw refused('the claims are malformed');
  return claims;
}

async function fetchText(
  { fetch }: LargeClaimsOptions,
  url: string,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw unavailable("the claims can't be fetched", cause);
  }
}

/** The edge made it: JSON that it checked when the session was made. */
const isClaims = (value: unknown): value is ViewerClaims =>
  isObject(value) && typeof value.externalId === 'string' && typeof value.contentPath === 'string';

const isReference = (value: unknown): value is { sha256: string; overrides?: Record<string, unknown> } =>
  isObject(value) &&
  typeof value.sha256 === 'string' &&
  /^[0-9a-f]{64}$/.test(value.sha256) &&
  (value.overrides === undefined || isObject(value.overrides));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const refused = (message: string) => new EmbedIdentityError('invalid_identity', message);

const unavailable = (message: string, cause?: unknown) =>
  new EmbedIdentityError('unavailable', message, cause === undefined ? {} : { cause });
