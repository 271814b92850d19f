import { parseRedeemQuery, redeemText, verifyRedeemUrl } from '../embed-url/verify-redeem-url.ts';
import { isPendingSessionId } from '../sessions/session-id.ts';
import { type ReadText, signedValuesFinding } from './diagnose-values.ts';
import { type Diagnosis, finding } from './inspection.ts';
import { parameterFinding } from './parameter-finding.ts';
import type { UrlParts } from './url-parts.ts';

/** Diagnoses a redeem URL of 2-step SSO. Doesn't look at its session. */
export function diagnoseRedeem(
  parts: UrlParts,
  { keys, hosts }: { keys: Readonly<Record<string, string>>; hosts: readonly string[] },
): Diagnosis {
  const { query, host, path } = parts;
  const parsed = parseRedeemQuery(query);
  if (!parsed.ok) return { finding: parameterFinding(parsed, { query, format: 'redeem' }) };
  const { parameters } = parsed;
  const { sessionId, overrides } = parameters;
  if (!isPendingSessionId(sessionId)) {
    const explanation =
      'The sessionId isn’t one that create-session returned: those are s. and 32 letters and digits.';
    return { finding: finding('unknown_session', explanation) };
  }
  const verdict = verifyRedeemUrl(parameters, { redeemUrl: `https://${host}${path}`, keys });
  if (verdict.ok) return { secretId: verdict.secretId, sessionId };
  const optional = Object.keys(overrides);
  return { sessionId, ...signedValuesFinding(parts, { read, keys, optional, hosts }) };
}

const read: ReadText = (query, base) => {
  const parsed = parseRedeemQuery(query);
  if (!parsed.ok) return undefined;
  return { text: redeemText(parsed.parameters, base), signature: parsed.parameters.signature };
};
