import { isKnownClaim, loginClaimFaults } from './claim-rules.ts';
import { claimsMaxBytes, isIdentityTooLarge, type LoginClaims } from './claims.ts';
import { findInexactNumber } from './inexact-number.ts';
import { inflateClaims } from './inflate-claims.ts';
import { parseQuery } from './query.ts';
import { type ReasonsOf, type Refusal, refuse } from './refusal.ts';
import { findSigningSecret, isSignature } from './signature.ts';

/** How far a signer's clock and the edge's may differ. */
export const leewaySeconds = 30;
/** The longest time a URL may be valid: 7 days. */
export const maxLifetimeSeconds = 604_800;
const payloadMaxCharacters = 8192;
const payloadPattern = /^[A-Za-z0-9_-]+={0,2}$/;

/** A well-formed `payload` and `signature`. */
export type LoginParameters = { payload: string; signature: string };

/** Why a v1 URL is refused: the first of these that applies, in the order in which they are checked. */
export type LoginUrlRefusalReason = ReasonsOf<
  | 'percent_encoding'
  | 'repeated_parameter'
  | 'malformed_payload'
  | 'malformed_signature'
  | 'signature_mismatch'
  | 'malformed_claims'
  | 'claims_too_large'
  | 'invalid_claim'
  | 'unknown_claim'
  | 'identity_too_large'
  | 'login_url_mismatch'
  | 'expired'
  | 'expires_too_late'
>;

type Refused = Refusal<LoginUrlRefusalReason>;
export type ParsedLoginQuery = { ok: true; parameters: LoginParameters } | Refused;
export type LoginVerdict = { ok: true; secretId: string; claims: LoginClaims } | Refused;

/**
 * Reads `payload` and `signature` from a query string. A query refused here needs no table read.
 *
 * @param query as received, without the leading `?`
 */
export function parseLoginQuery(query: string): ParsedLoginQuery {
  const parsed = parseQuery(query);
  if (!parsed.ok) return parsed;
  const payload = parsed.parameters.get('payload') ?? '';
  const signature = parsed.parameters.get('signature') ?? '';
  if (payload.length > payloadMaxCharacters || !payloadPattern.test(payload)) {
    return refuse('malformed_payload', 'payload');
  }
  if (!isSignature(signature)) return refuse('malformed_signature', 'signature');
  return { ok: true, parameters: { payload, signature } };
}

/**
 * Verifies a v1 login URL (protocol.md). The signature is checked before anything is inflated or parsed.
 *
 * Single use isn't checked here: the caller writes the session that the claims' nonce names.
 *
 * @param parameters from {@link parseLoginQuery}
 * @param options.loginUrl `https://` + the request's Host header in lower case + `/embed/login`
 * @param options.keys the organization's active secrets, secret id → secret key
 * @param options.customClaims if set, claims that are neither known nor one of these are refused
 * @param options.now epoch seconds
 */
export function verifyLoginUrl(
  { payload, signature }: LoginParameters,
  {
    loginUrl,
    keys,
    customClaims,
    now,
  }: {
    loginUrl: string;
    keys: Readonly<Record<string, string>>;
    customClaims?: readonly string[] | undefined;
    now: number;
  },
): LoginVerdict {
  const secretId = findSigningSecret(signature, payload, keys);
  if (secretId === undefined) return refuse('signature_mismatch', 'signature');

  const decoded = decodeClaims(payload);
  if (!decoded.ok) return decoded;
  const { claims } = decoded;
  // Without its name: a signer chooses that, and the log has it.
  if (findUnknownClaim(claims, customClaims) !== undefined) return refuse('unknown_claim');

  if (claims.loginUrl !== loginUrl && withLowerCaseHost(claims.loginUrl) !== loginUrl)
    return refuse('login_url_mismatch', 'loginUrl');
  if (now >= claims.exp + leewaySeconds) return refuse('expired', 'exp');
  if (claims.exp > now + maxLifetimeSeconds + leewaySeconds) return refuse('expires_too_late', 'exp');
  return { ok: true, secretId, claims };
}

/** The first claim that is neither known nor custom. @param customClaims `undefined`: every claim is accepted */
export const findUnknownClaim = (
  claims: object,
  customClaims: readonly string[] | undefined,
): string | undefined =>
  customClaims && Object.keys(claims).find((name) => !isKnownClaim(name) && !customClaims.includes(name));

/** Inflates, parses and checks the claims of a payload. Says nothing about who signed it. */
export function decodeClaims(payload: string): { ok: true; claims: LoginClaims } | Refused {
  const inflated = inflateClaims(payload);
  if (!inflated.ok) {
    return refuse(inflated.problem === 'too_large' ? 'claims_too_large' : 'malformed_claims', 'payload');
  }
  const { json, claims } = inflated;
  const size = Buffer.byteLength(json);
  if (size > claimsMaxBytes) return refuse('claims_too_large', 'payload');
  const [fault] = loginClaimFaults(claims);
  if (fault !== undefined) return refuse('invalid_claim', fault.field);
  const inexact = findInexactNumber(json)?.path.split('.', 1)[0];
  if (inexact !== undefined) return refuse('invalid_claim', isKnownClaim(inexact) ? inexact : undefined);
  // A number can be longer in our JSON than in the signer's, up to four times (9e15 becomes 9000000000000000).
  if (size * 4 > claimsMaxBytes && Buffer.byteLength(JSON.stringify(claims)) > claimsMaxBytes)
    return refuse('claims_too_large', 'payload');
  // The parsed object itself: a copy made by a schema library would lose members such as `__proto__`.
  const checked = claims as LoginClaims;
  if (isIdentityTooLarge(checked)) return refuse('identity_too_large', 'externalId');
  return { ok: true, claims: checked };
}

/** The host is case-insensitive; the rest of a login URL isn't. */
const withLowerCaseHost = (url: string): string =>
  url.replace(/^https:\/\/[^/]*/, (schemeAndHost) => schemeAndHost.toLowerCase());
