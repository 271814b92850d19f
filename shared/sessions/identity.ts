import { type KeyObject, sign } from 'node:crypto';
import type { OrganizationSettings } from '../organizations/organization.ts';
import type { Session } from './session.ts';

export const identityHeaderName = 'x-embed-identity';
const lifetimeSeconds = 60;
const reusedForMs = 30_000;
/** At most 16 KB each. */
const maxCached = 250;

/** nginx accepts 8,192 bytes for a header line by default: its name, `: `, the JWT and the line break. */
export const identityMaxCharacters = 8192 - identityHeaderName.length - 4;

/**
 * The maximum size of issuer and audience together, in bytes. An identity with the largest claims,
 * `externalId`, organization id and frame ancestors then still fits.
 */
export const issuerAndAudienceMaxBytes = 150;

type Viewer = { session: Session; settings: OrganizationSettings };

type IdentityOptions = {
  /** `iss`: the https origin of the embed domain. */
  issuer: string;
  /** `aud`: the application. */
  audience: string;
  signingKey: { keyId: string; privateKey: KeyObject };
  /** Epoch milliseconds. */
  now: number;
};

/**
 * Signs a viewer's identity for the origin: a JWT (RFC 7519), signed with ES256, valid for 60 seconds.
 *
 * Only the edge sets its registered members and `org`, `sid`, `session_exp` (the end of the session),
 * `frame_ancestors`. What the customer sent is under `claims`, where it can't be mistaken for anything else; if it is too
 * large for a header, `claims_ref` refers to it instead.
 */
export const signIdentity = (viewer: Viewer, options: IdentityOptions): string =>
  signMembers(timelessMembers(viewer, options), options);

/**
 * As {@link signIdentity}, but returns an identity again for half of its life if it says the same. That a request is
 * verified isn't cached: this is called only after it was.
 */
export function identityCache(): typeof signIdentity {
  const cached = new Map<string, { identity: string; signedAt: number }>();
  return (viewer, options) => {
    const { now } = options;
    const members = timelessMembers(viewer, options);
    const id = options.signingKey.keyId + members;
    const known = cached.get(id);
    if (known && now >= known.signedAt && now < known.signedAt + reusedForMs) return known.identity;
    cached.delete(id);
    const [oldest] = cached.keys();
    if (oldest !== undefined && cached.size >= maxCached) cached.delete(oldest);
    const identity = signMembers(members, options);
    cached.set(id, { identity, signedAt: now });
    return identity;
  };
}

/** The identity's members as JSON, without the times of its signature. */
const timelessMembers = ({ session, settings }: Viewer, { issuer, audience }: IdentityOptions): string =>
  JSON.stringify({
    iss: issuer,
    aud: audience,
    sub: session.claims.externalId,
    org: session.organizationId,
    sid: session.sessionId,
    session_exp: Math.floor(Date.parse(session.expiresAt) / 1000),
    frame_ancestors: settings.frameAncestors,
    ...(session.claimsRef === undefined ? { claims: session.claims } : { claims_ref: session.claimsRef }),
  });

function signMembers(
  members: string,
  { signingKey: { keyId, privateKey }, now }: Pick<IdentityOptions, 'signingKey' | 'now'>,
): string {
  const issuedAt = Math.floor(now / 1000);
  const header = encode(JSON.stringify({ alg: 'ES256', typ: 'JWT', kid: keyId }));
  const payload = encode(`${members.slice(0, -1)},"iat":${issuedAt},"exp":${issuedAt + lifetimeSeconds}}`);
  const signed = `${header}.${payload}`;
  // RFC 7518, section 3.4: R and S concatenated, not DER.
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

const encode = (text: string): string => Buffer.from(text).toString('base64url');
