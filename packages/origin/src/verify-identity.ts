import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { EmbedIdentity } from './identity.ts';
import { EmbedIdentityError } from './identity-error.ts';
import type { ClaimsOf } from './large-claims.ts';

export type VerifierOptions = {
  /** `iss`: `https://` and the embed domain, `https://embed.example.com`. */
  issuer: string;
  /** `aud`: the audience that the environment names. */
  audience: string;
  /** Default: `<issuer>/.well-known/jwks.json`. */
  jwksUrl?: string;
  /** By how much this machine's clock may differ from the edge's, from 0 to 60. Default: 5. */
  clockToleranceSeconds?: number;
};

/** Edges publish a new key 10 minutes before they sign with it. */
const jwksMaxAgeMs = 300_000;
const required = ['sub', 'org', 'sid', 'iat', 'exp', 'session_exp', 'frame_ancestors'];
/** What a host source of a Content-Security-Policy can't contain: it would end the directive. */
const separators = /[\s;,]/;

/** Verifies the identity header of a request. */
export function identityVerifier(
  {
    issuer,
    audience,
    jwksUrl = `${issuer}/.well-known/jwks.json`,
    clockToleranceSeconds = 5,
  }: VerifierOptions,
  claimsOf: ClaimsOf,
): (header: string | string[] | null | undefined) => Promise<EmbedIdentity> {
  // jose checks neither if it isn't given.
  if (!isNonEmptyString(issuer)) throw new TypeError('issuer is required');
  if (!isNonEmptyString(audience)) throw new TypeError('audience is required');
  if (!(clockToleranceSeconds >= 0 && clockToleranceSeconds <= 60)) {
    throw new TypeError('clockToleranceSeconds must be from 0 to 60');
  }
  const keys = remoteKeys(jwksUrl);
  const options = {
    issuer,
    audience,
    algorithms: ['ES256'],
    typ: 'JWT',
    requiredClaims: required,
    clockTolerance: clockToleranceSeconds,
  };

  return async (header) => {
    if (header === undefined || header === null || header === '') {
      throw new EmbedIdentityError(
        'missing_identity',
        "the request has no identity: it didn't come through the edge",
      );
    }
    if (typeof header !== 'string') throw invalid('the identity header is there more than once');
    const { payload } = await jwtVerify(header, keys, options).catch(refuse);
    return await toIdentity(payload, claimsOf);
  };
}

function remoteKeys(jwksUrl: string): JWTVerifyGetKey {
  if (!URL.canParse(jwksUrl)) throw new TypeError('jwksUrl must be an https URL');
  const url = new URL(jwksUrl);
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isLoopback) throw new TypeError('jwksUrl must be an https URL');
  return createRemoteJWKSet(url, { cacheMaxAge: jwksMaxAgeMs });
}

/** A JWT that doesn't hold is refused; anything else means that the keys weren't to be had. */
function refuse(cause: unknown): never {
  const refusals = [
    errors.JWTExpired,
    errors.JWTClaimValidationFailed,
    errors.JWTInvalid,
    errors.JWSInvalid,
    errors.JWSSignatureVerificationFailed,
    errors.JOSEAlgNotAllowed,
    errors.JOSENotSupported,
    errors.JWKSNoMatchingKey,
    errors.JWKSMultipleMatchingKeys,
  ];
  if (refusals.some((refusal) => cause instanceof refusal)) throw invalid('the identity is not valid', cause);
  throw new EmbedIdentityError('unavailable', "the edge's public keys can't be fetched", { cause });
}

async function toIdentity(payload: JWTPayload, claimsOf: ClaimsOf): Promise<EmbedIdentity> {
  const { sub, org, sid, iat, exp, session_exp: sessionEnd, frame_ancestors: ancestors } = payload;
  if (!isNonEmptyString(sub) || !isNonEmptyString(org) || !isNonEmptyString(sid)) {
    throw invalid('the identity names no viewer');
  }
  if (typeof iat !== 'number' || typeof exp !== 'number' || typeof sessionEnd !== 'number') {
    throw invalid('the identity has no times');
  }
  if (!isListOfSources(ancestors)) throw invalid('the identity has malformed frame ancestors');
  return {
    organizationId: org,
    sub,
    userKey: `${org}/${sub}`,
    sessionId: sid,
    claims: await claimsOf({ organizationId: org, sessionId: sid, payload }),
    frameAncestors: ancestors,
    expiresAt: new Date(exp * 1000),
    sessionExpiresAt: new Date(sessionEnd * 1000),
    sessionExpiresInSeconds: sessionEnd - iat,
    payload,
  };
}

const isNonEmptyString = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isListOfSources = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((source) => isNonEmptyString(source) && !separators.test(source));

const invalid = (message: string, cause?: unknown) =>
  new EmbedIdentityError('invalid_identity', message, cause === undefined ? {} : { cause });
