import { inflateRawSync } from 'node:zlib';
import { findInexactNumber, loginClaimFaults } from './claim-rules.ts';
import { claimsMaxBytes, type LoginClaims } from './claims.ts';
import { parseQuery } from './query.ts';
import { findSigningSecret, isSignature } from './signature.ts';

/** The clocks of a signer and of the edge may differ by this much. */
export const leewaySeconds = 30;
/** The longest that a URL may be valid: 7 days. */
export const maxLifetimeSeconds = 604_800;
const payloadMaxCharacters = 8192;
const inflatedMaxBytes = 8192;
const payloadPattern = /^[A-Za-z0-9_-]+={0,2}$/;

/** A `payload` and a `signature` that have the form of one. */
export type LoginParameters = { payload: string; signature: string };

/** Why a v1 URL is not accepted: the first of these that holds, in the order in which they are checked. */
export type LoginUrlRefusal =
  | 'malformed_query'
  | 'repeated_parameter'
  | 'malformed_payload'
  | 'malformed_signature'
  | 'signature_mismatch'
  | 'malformed_claims'
  | 'claims_too_large'
  | 'invalid_claim'
  | 'login_url_mismatch'
  | 'expired'
  | 'expires_too_late';

export type ParsedLoginQuery = { ok: true; parameters: LoginParameters } | Refused;
export type LoginVerdict = { ok: true; secretId: string; claims: LoginClaims } | Refused;
/** `field` is the claim or the query parameter, where there is one. */
type Refused = { ok: false; reason: LoginUrlRefusal; field?: string };

/**
 * Reads `payload` and `signature` from a query string. What fails here needs no look-up of any secret.
 *
 * @param query as received, without the leading `?`
 */
export function parseLoginQuery(query: string): ParsedLoginQuery {
  const parsed = parseQuery(query);
  if (!parsed.ok) {
    return refused(parsed.rule === 'repeated_parameter' ? 'repeated_parameter' : 'malformed_query');
  }
  const payload = parsed.parameters.get('payload') ?? '';
  const signature = parsed.parameters.get('signature') ?? '';
  if (payload.length > payloadMaxCharacters || !payloadPattern.test(payload)) {
    return refused('malformed_payload', 'payload');
  }
  if (!isSignature(signature)) return refused('malformed_signature', 'signature');
  return { ok: true, parameters: { payload, signature } };
}

/**
 * Verifies a v1 login URL (protocol.md). The signature is checked before anything is inflated or parsed.
 *
 * Single use is not checked here: the caller writes the session that is named by the claims' nonce.
 *
 * @param parameters from {@link parseLoginQuery}
 * @param options.loginUrl `https://` + the request's Host header in lower case + `/embed/login`
 * @param options.keys the organization's live secrets, secret id → secret key
 * @param options.now epoch seconds
 */
export function verifyLoginUrl(
  { payload, signature }: LoginParameters,
  { loginUrl, keys, now }: { loginUrl: string; keys: Readonly<Record<string, string>>; now: number },
): LoginVerdict {
  const secretId = findSigningSecret(signature, payload, keys);
  if (secretId === undefined) return refused('signature_mismatch', 'signature');

  const decoded = decodeClaims(payload);
  if (!decoded.ok) return decoded;
  const { claims } = decoded;

  if (withLowerCaseHost(claims.loginUrl) !== loginUrl) return refused('login_url_mismatch', 'loginUrl');
  if (now >= claims.exp + leewaySeconds) return refused('expired', 'exp');
  if (claims.exp > now + maxLifetimeSeconds + leewaySeconds) return refused('expires_too_late', 'exp');
  return { ok: true, secretId, claims };
}

/** Inflates, parses and checks the claims of a payload; says nothing of who signed it. */
export function decodeClaims(payload: string): { ok: true; claims: LoginClaims } | Refused {
  let inflated: Buffer;
  try {
    inflated = inflateRawSync(Buffer.from(payload, 'base64url'), { maxOutputLength: inflatedMaxBytes });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return refused(tooLarge ? 'claims_too_large' : 'malformed_claims', 'payload');
  }
  if (inflated.length > claimsMaxBytes) return refused('claims_too_large', 'payload');

  let claims: unknown;
  try {
    claims = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(inflated));
  } catch {
    return refused('malformed_claims', 'payload');
  }
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    return refused('malformed_claims', 'payload');
  }

  const [fault] = loginClaimFaults(claims);
  if (fault !== undefined) return refused('invalid_claim', fault.field);
  const inexact = findInexactNumber(claims);
  if (inexact !== undefined) return refused('invalid_claim', inexact);
  // A number can be longer in our JSON than in the signer's (1e-6 becomes 0.000001).
  if (Buffer.byteLength(JSON.stringify(claims)) > claimsMaxBytes)
    return refused('claims_too_large', 'payload');
  // The parsed object, not the schema's copy of it: that one lacks members named like `__proto__`.
  return { ok: true, claims: claims as LoginClaims };
}

function refused(reason: LoginUrlRefusal, field?: string): Refused {
  return field === undefined ? { ok: false, reason } : { ok: false, reason, field };
}

/** A host compares in any case; the rest of a login URL does not. */
const withLowerCaseHost = (url: string): string =>
  url.replace(/^https:\/\/[^/]*/, (schemeAndHost) => schemeAndHost.toLowerCase());
