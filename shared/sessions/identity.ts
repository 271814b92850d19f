import { type KeyObject, sign } from 'node:crypto';
import type { OrganizationSettings } from '../organizations/organization.ts';
import type { Session } from './session.ts';

export const identityHeaderName = 'x-embed-identity';
const lifetimeSeconds = 60;

/** nginx accepts 8,192 bytes for a header line by default: its name, `: `, the JWT and the line break. */
export const identityMaxCharacters = 8192 - identityHeaderName.length - 4;

/**
 * The maximum size of issuer and audience together, in bytes. An identity with the largest claims,
 * `externalId`, organization id and frame ancestors then still fits.
 */
export const issuerAndAudienceMaxBytes = 150;

/**
 * Signs a viewer's identity for the origin: a JWT (RFC 7519), signed with ES256, valid for 60 seconds.
 *
 * Only the edge sets its registered members and `org`, `sid`, `session_exp` (the end of the session),
 * `frame_ancestors`. What the customer sent is under `claims`, where it can't be mistaken for anything else; if it is too
 * large for a header, `claims_ref` refers to it instead.
 *
 * @param options.issuer `iss`: the https origin of the embed domain
 * @param options.audience `aud`: the application
 * @param options.now epoch milliseconds
 */
export function signIdentity(
  { session, settings }: { session: Session; settings: OrganizationSettings },
  {
    issuer,
    audience,
    signingKey: { keyId, privateKey },
    now,
  }: {
    issuer: string;
    audience: string;
    signingKey: { keyId: string; privateKey: KeyObject };
    now: number;
  },
): string {
  const issuedAt = Math.floor(now / 1000);
  const signed = `${encode({ alg: 'ES256', typ: 'JWT', kid: keyId })}.${encode({
    iss: issuer,
    aud: audience,
    sub: session.claims.externalId,
    org: session.organizationId,
    sid: session.sessionId,
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    session_exp: Math.floor(Date.parse(session.expiresAt) / 1000),
    frame_ancestors: settings.frameAncestors,
    ...(session.claimsRef === undefined ? { claims: session.claims } : { claims_ref: session.claimsRef }),
  })}`;
  // RFC 7518, section 3.4: R and S concatenated, not DER.
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
