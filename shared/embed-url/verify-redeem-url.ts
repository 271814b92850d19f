import { parseQuery } from './query.ts';
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

/** Why a redeem URL is not accepted: the first of these that holds. */
export type RedeemUrlRefusal =
  | 'malformed_query'
  | 'repeated_parameter'
  | 'unknown_parameter'
  | 'missing_parameter'
  | 'invalid_parameter'
  | 'malformed_signature'
  | 'signature_mismatch';

/** `field` is the query parameter, where there is one. */
type Refused = { ok: false; reason: RedeemUrlRefusal; field?: string };

const required = ['sessionId', 'nonce', 'signature'] as const;
const darkness: readonly string[] = ['true', 'false', 'system'];

/**
 * Reads the parameters of a redeem URL (protocol.md, 2-step). What fails here needs no look-up of any secret.
 *
 * Neither names nor the number of the optional values are signed: `theme` is none of the values that
 * `prefersDark` may have, so that neither can pass for the other, and there are no further ones.
 *
 * @param query as received, without the leading `?`
 */
export function parseRedeemQuery(query: string): { ok: true; parameters: RedeemParameters } | Refused {
  const parsed = parseQuery(query);
  if (!parsed.ok) {
    return refused(parsed.rule === 'repeated_parameter' ? 'repeated_parameter' : 'malformed_query');
  }
  const {
    sessionId = '',
    nonce = '',
    signature = '',
    prefersDark,
    theme,
    ...unknown
  } = Object.fromEntries(parsed.parameters) as Record<string, string | undefined>;
  const [unknownName] = Object.keys(unknown);
  if (unknownName !== undefined) return refused('unknown_parameter', unknownName);
  for (const name of required) {
    if (!parsed.parameters.has(name)) return refused('missing_parameter', name);
  }
  if (!isSignedValue(sessionId) || sessionId.length > 255) return refused('invalid_parameter', 'sessionId');
  if (!/^[A-Za-z0-9]{32}$/.test(nonce)) return refused('invalid_parameter', 'nonce');
  if (prefersDark !== undefined && !darkness.includes(prefersDark)) {
    return refused('invalid_parameter', 'prefersDark');
  }
  if (theme !== undefined && (!isSignedValue(theme) || theme.length > 255 || darkness.includes(theme))) {
    return refused('invalid_parameter', 'theme');
  }
  if (!isSignature(signature)) return refused('malformed_signature', 'signature');
  const overrides = {
    ...(prefersDark === undefined ? {} : { prefersDark }),
    ...(theme === undefined ? {} : { theme }),
  } as RedeemOverrides;
  return { ok: true, parameters: { sessionId, nonce, signature, overrides } };
}

/**
 * Verifies the signature of a redeem URL. Whether the session can still be redeemed is not checked here.
 *
 * @param parameters from {@link parseRedeemQuery}
 * @param options.redeemUrl `https://` + the request's Host header in lower case + `/embed/sso/redeem-session`
 * @param options.keys the organization's live secrets, secret id → secret key
 */
export function verifyRedeemUrl(
  { sessionId, nonce, signature, overrides }: RedeemParameters,
  { redeemUrl, keys }: { redeemUrl: string; keys: Readonly<Record<string, string>> },
): { ok: true; secretId: string } | Refused {
  const text = redeemText({ sessionId, nonce, overrides }, redeemUrl);
  const secretId = findSigningSecret(signature, text, keys);
  return secretId === undefined ? refused('signature_mismatch', 'signature') : { ok: true, secretId };
}

/** What the signature of a redeem URL covers. */
export function redeemText(
  { sessionId, nonce, overrides: { prefersDark, theme } }: Omit<RedeemParameters, 'signature'>,
  redeemUrl: string,
): string {
  const optional = [prefersDark, theme].filter((value) => value !== undefined);
  return joinSignedValues([redeemUrl, nonce, sessionId, ...optional]);
}

function refused(reason: RedeemUrlRefusal, field?: string): Refused {
  return field === undefined ? { ok: false, reason } : { ok: false, reason, field };
}
