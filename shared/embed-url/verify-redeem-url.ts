import { isNonce } from './nonce.ts';
import { parseQuery } from './query.ts';
import { type ReasonsOf, type Refusal, refuse } from './refusal.ts';
import { findSigningSecret, isSignature } from './signature.ts';
import { isSignedValue, joinSignedValues } from './signed-values.ts';

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
type RedeemUrlRefusalReason = ReasonsOf<
  | 'percent_encoding'
  | 'repeated_parameter'
  | 'unknown_parameter'
  | 'missing_parameter'
  | 'invalid_parameter'
  | 'malformed_signature'
  | 'signature_mismatch'
>;

type Refused = Refusal<RedeemUrlRefusalReason>;

const required = ['sessionId', 'nonce', 'signature'] as const;
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
  const parsed = parseQuery(query);
  if (!parsed.ok) return parsed;
  const {
    sessionId = '',
    nonce = '',
    signature = '',
    prefersDark,
    theme,
    ...unknown
  } = Object.fromEntries(parsed.parameters) as Record<string, string | undefined>;
  const [unknownName] = Object.keys(unknown);
  if (unknownName !== undefined) return refuse('unknown_parameter', unknownName);
  for (const name of required) {
    if (!parsed.parameters.has(name)) return refuse('missing_parameter', name);
  }
  if (!isSignedValue(sessionId) || sessionId.length > 255) return refuse('invalid_parameter', 'sessionId');
  if (!isNonce(nonce)) return refuse('invalid_parameter', 'nonce');
  if (prefersDark !== undefined && !prefersDarkValues.includes(prefersDark)) {
    return refuse('invalid_parameter', 'prefersDark');
  }
  if (
    theme !== undefined &&
    (!isSignedValue(theme) || theme.length > 255 || prefersDarkValues.includes(theme))
  ) {
    return refuse('invalid_parameter', 'theme');
  }
  if (!isSignature(signature)) return refuse('malformed_signature', 'signature');
  const overrides = {
    ...(prefersDark === undefined ? {} : { prefersDark }),
    ...(theme === undefined ? {} : { theme }),
  } as RedeemOverrides;
  return { ok: true, parameters: { sessionId, nonce, signature, overrides } };
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
