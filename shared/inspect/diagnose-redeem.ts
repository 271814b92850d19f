import {
  parseRedeemQuery,
  type RedeemOverrides,
  redeemText,
  verifyRedeemUrl,
} from '../embed-url/verify-redeem-url.ts';
import { isPendingSessionId } from '../sessions/session-id.ts';
import { type ReadText, signedValuesFinding } from './diagnose-values.ts';
import { type Diagnosis, type Finding, finding } from './inspection.ts';
import { parameterFinding } from './parameter-finding.ts';
import type { UrlParts } from './url-parts.ts';

/**
 * Diagnoses a redeem URL of 2-step SSO. Doesn't look at its session.
 *
 * @param options.parameterSets the organization's setting `redeemParameterSets`
 */
export function diagnoseRedeem(
  parts: UrlParts,
  {
    keys,
    hosts,
    parameterSets,
  }: {
    keys: Readonly<Record<string, string>>;
    hosts: readonly string[];
    parameterSets: readonly (readonly string[])[] | undefined;
  },
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
  const verdict = verifyRedeemUrl(parameters, { redeemUrl: `https://${host}${path}`, keys, parameterSets });
  if (verdict.ok) return { secretId: verdict.secretId, sessionId };
  if (verdict.reason === 'redeem_parameter_set') return { sessionId, finding: notAccepted(overrides) };
  const optional = Object.keys(overrides);
  return { sessionId, ...signedValuesFinding(parts, { read, keys, optional, hosts }) };
}

const read: ReadText = (query, base) => {
  const parsed = parseRedeemQuery(query);
  if (!parsed.ok) return undefined;
  return { text: redeemText(parsed.parameters, base), signature: parsed.parameters.signature };
};

const notAccepted = ({ branch }: RedeemOverrides): Finding =>
  finding(
    'redeem_parameter_set',
    branch === undefined
      ? 'The URL has theme alone, which could pass for branch alone, because parameter names aren’t signed. The organization’s redeemParameterSets lists [branch]: also send prefersDark or branch, or set theme in step 1.'
      : 'The URL has branch, and the organization’s redeemParameterSets doesn’t list it. Have an admin set redeemParameterSets to [["branch"]], or send branch as a claim in step 1.',
  );
