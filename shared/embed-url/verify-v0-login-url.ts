import { optionalClaimNames, viewerClaimFaults } from './claim-rules.ts';
import { claimsMaxBytes, isIdentityTooLarge, type ViewerClaims } from './claims.ts';
import { findInexactNumber } from './inexact-number.ts';
import {
  parseSignedQuery,
  type SignedParameters,
  type SignedQueryRefusalReason,
} from './parse-signed-query.ts';
import { type ReasonsOf, type Refusal, refuse } from './refusal.ts';
import { findSigningSecret } from './signature.ts';
import { joinSignedValues } from './signed-values.ts';

/** The v0 URLs that an organization still accepts. */
export type AcceptV0 = {
  /** A date (`2026-06-30`: until the end of that day in UTC) or an ISO time in UTC. */
  until: string;
  /** A URL's optional names must be exactly one of these sets. No two have the same size. */
  parameterSets: readonly (readonly string[])[];
};

const requiredNames = ['contentPath', 'externalId', 'name', 'nonce'] as const;
const jsonNames = ['connectionRoles', 'customTheme', 'groups', 'modelRoles', 'uiSettings', 'userAttributes'];
const booleanNames = ['accessBoost', 'preserveEntityFolderContentRole'];

/** The optional parameters, in the alphabetical order in which they are signed. */
export const v0OptionalNames = optionalClaimNames;

export type V0Parameters = SignedParameters<(typeof requiredNames)[number]>;

/** Why a v0 URL is refused: the first of these that applies, in the order in which they are checked. */
type V0UrlRefusalReason = ReasonsOf<
  | SignedQueryRefusalReason
  | 'v0_not_accepted'
  | 'v0_parameter_set'
  | 'signature_mismatch'
  | 'invalid_claim'
  | 'identity_too_large'
  | 'claims_too_large'
>;

type Refused = Refusal<V0UrlRefusalReason>;

export type V0Verdict = { ok: true; secretId: string; claims: ViewerClaims; nonce: string } | Refused;

/**
 * Reads the parameters of a v0 login URL (protocol.md). A query refused here needs no table read.
 *
 * @param query as received, without the leading `?`
 */
export const parseV0Query = (query: string): { ok: true; parameters: V0Parameters } | Refused =>
  parseSignedQuery(query, { required: requiredNames, optional: v0OptionalNames });

/**
 * Verifies a v0 login URL. Its signature covers neither names nor an expiry: only the parameter sets that an
 * organization lists keep a viewer from relabelling one parameter as another.
 *
 * Single use isn't checked here: the caller writes the session that the nonce names.
 *
 * @param parameters from {@link parseV0Query}
 * @param options.loginUrl `https://` + the request's Host header in lower case + `/embed/login`
 * @param options.keys the organization's active secrets, secret id → secret key
 * @param options.now epoch seconds
 */
export function verifyV0LoginUrl(
  parameters: V0Parameters,
  {
    loginUrl,
    keys,
    acceptV0,
    now,
  }: {
    loginUrl: string;
    keys: Readonly<Record<string, string>>;
    acceptV0: AcceptV0 | undefined;
    now: number;
  },
): V0Verdict {
  if (acceptV0 === undefined || !(now * 1000 < endOf(acceptV0))) return refuse('v0_not_accepted');
  if (!isListed(Object.keys(parameters.optional), acceptV0)) return refuse('v0_parameter_set');
  const secretId = findSigningSecret(parameters.signature, v0Text(parameters, loginUrl), keys);
  if (secretId === undefined) return refuse('signature_mismatch', 'signature');
  const typed = v0Claims(parameters);
  return typed.ok ? { ok: true, secretId, claims: typed.claims, nonce: parameters.nonce } : typed;
}

/** When v0 URLs stop being accepted, in epoch milliseconds. */
export const endOf = ({ until }: AcceptV0): number =>
  Date.parse(until) + (until.length === '2026-06-30'.length ? 86_400_000 : 0);

/** @param names in alphabetical order */
const isListed = (names: readonly string[], { parameterSets }: AcceptV0): boolean =>
  parameterSets.some((set) => set.toSorted().join() === names.join());

/** What the signature of a v0 URL covers. */
export const v0Text = (
  { contentPath, externalId, name, nonce, optional }: Omit<V0Parameters, 'signature'>,
  loginUrl: string,
): string => joinSignedValues([loginUrl, contentPath, externalId, name, nonce, ...Object.values(optional)]);

/** The parameters as claims, typed as in v1; says nothing about who signed them. */
export function v0Claims({
  contentPath,
  externalId,
  name,
  optional,
}: V0Parameters): { ok: true; claims: ViewerClaims } | Refused {
  const claims: Record<string, unknown> = { contentPath, externalId, name };
  for (const [parameter, value] of Object.entries(optional)) {
    const typed = typedValue(parameter, value);
    if (typed === undefined) return refuse('invalid_claim', parameter);
    claims[parameter] = typed;
  }
  const [fault] = viewerClaimFaults(claims);
  if (fault !== undefined) return refuse('invalid_claim', fault.field);
  if (Buffer.byteLength(JSON.stringify(claims)) > claimsMaxBytes) return refuse('claims_too_large');
  const checked = claims as ViewerClaims;
  if (isIdentityTooLarge(checked)) return refuse('identity_too_large', 'externalId');
  return { ok: true, claims: checked };
}

function typedValue(name: string, value: string): unknown {
  if (booleanNames.includes(name)) return value === 'true' ? true : value === 'false' ? false : undefined;
  if (!jsonNames.includes(name)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return findInexactNumber(value) === undefined ? parsed : undefined;
  } catch {
    return undefined;
  }
}
