import { parseSignedQuery, type SignedQueryRefusalReason } from './parse-signed-query.ts';
import { type ReasonsOf, type Refusal, refuse } from './refusal.ts';
import { findSigningSecret } from './signature.ts';
import { joinSignedValues } from './signed-values.ts';

/** What a redeem URL may add to the claims of its session. */
export type RedeemOverrides = {
  branch?: string;
  prefersDark?: 'true' | 'false' | 'system';
  theme?: string;
};

export type RedeemParameters = {
  sessionId: string;
  /** 32 letters and digits. */
  nonce: string;
  signature: string;
  overrides: RedeemOverrides;
};

/** Why a redeem URL is refused: the first of these that applies. */
type RedeemUrlRefusalReason = ReasonsOf<
  SignedQueryRefusalReason | 'redeem_parameter_set' | 'signature_mismatch'
>;

type Refused = Refusal<RedeemUrlRefusalReason>;

/** What a redeem URL may have only if the organization's setting `redeemParameterSets` lists it. */
export const listedRedeemNames: readonly string[] = ['branch'];

const overrideNames = [...listedRedeemNames, 'prefersDark', 'theme'];
const prefersDarkValues: readonly string[] = ['true', 'false', 'system'];

/**
 * Reads the parameters of a redeem URL (protocol.md, 2-step). A query refused here needs no table read.
 *
 * @param query as received, without the leading `?`
 */
export function parseRedeemQuery(query: string): { ok: true; parameters: RedeemParameters } | Refused {
  const parsed = parseSignedQuery(query, { required: ['nonce', 'sessionId'], optional: overrideNames });
  if (!parsed.ok) return parsed;
  const { optional, ...parameters } = parsed.parameters;
  for (const [name, value] of Object.entries(optional)) {
    const isDarkness = prefersDarkValues.includes(value);
    if (value.length > 255 || isDarkness !== (name === 'prefersDark')) {
      return refuse('invalid_parameter', name);
    }
  }
  return { ok: true, parameters: { ...parameters, overrides: optional } };
}

/**
 * Verifies the signature of a redeem URL. Doesn't check whether the session can still be redeemed.
 *
 * @param parameters from {@link parseRedeemQuery}
 * @param options.redeemUrl `https://` + the request's Host header in lower case + `/embed/sso/redeem-session`
 * @param options.keys the organization's active secrets, secret id → secret key
 * @param options.parameterSets the organization's setting `redeemParameterSets`
 */
export function verifyRedeemUrl(
  { sessionId, nonce, signature, overrides }: RedeemParameters,
  {
    redeemUrl,
    keys,
    parameterSets,
  }: {
    redeemUrl: string;
    keys: Readonly<Record<string, string>>;
    parameterSets: readonly (readonly string[])[] | undefined;
  },
): { ok: true; secretId: string } | Refused {
  if (!isAcceptedSet(overrides, parameterSets)) return refuse('redeem_parameter_set');
  const text = redeemText({ sessionId, nonce, overrides }, redeemUrl);
  const secretId = findSigningSecret(signature, text, keys);
  return secretId === undefined ? refuse('signature_mismatch', 'signature') : { ok: true, secretId };
}

/**
 * Whether an organization accepts these parameters together. The signature doesn't cover their names, so no two
 * accepted sets may sign the same values. Only `branch` alone and `theme` alone could: `prefersDark` is recognized by
 * its value, and the others by their places before and after it, or before and after each other.
 */
function isAcceptedSet(
  { branch, prefersDark, theme }: RedeemOverrides,
  parameterSets: readonly (readonly string[])[] = [],
): boolean {
  const isBranchListed = parameterSets.some((set) => set.includes('branch'));
  if (branch !== undefined) return isBranchListed;
  return !isBranchListed || theme === undefined || prefersDark !== undefined;
}

/** What the signature of a redeem URL covers. */
export function redeemText(
  { sessionId, nonce, overrides: { branch, prefersDark, theme } }: Omit<RedeemParameters, 'signature'>,
  redeemUrl: string,
): string {
  const optional = [branch, prefersDark, theme].filter((value) => value !== undefined);
  return joinSignedValues([redeemUrl, nonce, sessionId, ...optional]);
}
