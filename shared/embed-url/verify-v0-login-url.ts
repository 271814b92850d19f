import { optionalClaimNames, viewerClaimFaults } from './claim-rules.ts';
import { claimsMaxBytes, isIdentityTooLarge, type ViewerClaims } from './claims.ts';
import { findInexactNumber } from './inexact-number.ts';
import { isNonce } from './nonce.ts';
import { parseQuery } from './query.ts';
import { type ReasonsOf, type Refusal, refuse } from './refusal.ts';
import { findSigningSecret, isSignature } from './signature.ts';
import { isSignedValue, joinSignedValues } from './signed-values.ts';

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

export type V0Parameters = Record<(typeof requiredNames)[number] | 'signature', string> & {
  /** Name → value, in the order of {@link v0OptionalNames}. */
  optional: Readonly<Record<string, string>>;
};

/** Why a v0 URL is refused: the first of these that applies, in the order in which they are checked. */
type V0UrlRefusalReason = ReasonsOf<
  | 'percent_encoding'
  | 'repeated_parameter'
  | 'unknown_parameter'
  | 'missing_parameter'
  | 'invalid_parameter'
  | 'malformed_signature'
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
 * An empty optional value is refused too: it adds nothing to the signed text, so it could hide a relabelled
 * parameter.
 *
 * @param query as received, without the leading `?`
 */
export function parseV0Query(query: string): { ok: true; parameters: V0Parameters } | Refused {
  const parsed = parseQuery(query);
  if (!parsed.ok) return parsed;
  const { parameters } = parsed;
  const known: readonly string[] = [...requiredNames, 'signature', ...v0OptionalNames];
  for (const name of parameters.keys()) {
    if (!known.includes(name)) return refuse('unknown_parameter', name);
  }
  for (const name of [...requiredNames, 'signature']) {
    if (!parameters.has(name)) return refuse('missing_parameter', name);
  }
  for (const [name, value] of parameters) {
    if (name !== 'signature' && !isSignedValue(value)) return refuse('invalid_parameter', name);
  }
  const value = (name: string) => parameters.get(name) ?? '';
  if (!isNonce(value('nonce'))) return refuse('invalid_parameter', 'nonce');
  if (!isSignature(value('signature'))) return refuse('malformed_signature', 'signature');
  const optional = v0OptionalNames.filter((name) => parameters.has(name));
  return {
    ok: true,
    parameters: {
      contentPath: value('contentPath'),
      externalId: value('externalId'),
      name: value('name'),
      nonce: value('nonce'),
      signature: value('signature'),
      optional: Object.fromEntries(optional.map((name) => [name, value(name)])),
    },
  };
}

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
