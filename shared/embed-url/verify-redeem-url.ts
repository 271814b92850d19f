import { parseSignedQuery, type SignedQueryRefusalReason } from './parse-signed-query.ts';
import { type ReasonsOf, type Refusal, refuse } from './refusal.ts';
import { findSigningSecret } from './signature.ts';
import { joinSignedValues } from './signed-values.ts';

/** What a redeem URL may add to the claims of its session. */
export type RedeemOverrides = { prefersDark?: 'true' | 'false' | 'system'; theme?: string };

export type RedeemParameters = {
  sessionId: string;
  /** 32 letters and digits. */
  nonce: string;
  signature: string;
  overrides: RedeemOverrides;
};

/** Why a redeem URL is refused: the first of these that applies. */
type RedeemUrlRefusalReason = ReasonsOf<SignedQueryRefusalReason | 'signature_mismatch'>;

type Refused = Refusal<RedeemUrlRefusalReason>;

const overrideNames = ['prefersDark', 'theme'];
const prefersDarkValues: readonly string[] = ['true', 'false', 'system'];

/**
 * Reads the parameters of a redeem URL (protocol.md, 2-step). A query refused here needs no table read.
 *
 * The signature covers neither the names nor the number of the optional values. So `theme` may not be one of
 * the values of `prefersDark`, and no other optional parameter is accepted: none can pass for another.
 *
 * @param query as received, without the leading `?`
 */
export function parseRedeemQuery(query: string): { ok: true; parameters: RedeemParameters } | Refused {
  const parsed = parseSignedQuery(query, { required: ['nonce', 'sessionId'], optional: overrideNames });
  if (!parsed.ok) return parsed;
  const { optional, ...parameters } = parsed.parameters;
  if (parameters.sessionId.length > 255) return refuse('invalid_parameter', 'sessionId');
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
 */
export function verifyRedeemUrl(
  { sessionId, nonce, signature, overrides }: RedeemParameters,
  { redeemUrl, keys }: { redeemUrl: string; keys: Readonly<Record<string, string>> },
): { ok: true; secretId: string } | Refused {
  const text = redeemText({ sessionId, nonce, overrides }, redeemUrl);
  const secretId = findSigningSecret(signature, text, keys);
  return secretId === undefined ? refuse('signature_mismatch', 'signature') : { ok: true, secretId };
}

/** What the signature of a redeem URL covers. */
export function redeemText(
  { sessionId, nonce, overrides: { prefersDark, theme } }: Omit<RedeemParameters, 'signature'>,
  redeemUrl: string,
): string {
  const optional = [prefersDark, theme].filter((value) => value !== undefined);
  return joinSignedValues([redeemUrl, nonce, sessionId, ...optional]);
}
