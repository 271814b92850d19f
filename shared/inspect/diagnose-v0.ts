import { claimMessage } from '../embed-url/claim-messages.ts';
import { isContentPath } from '../embed-url/content-path.ts';
import {
  type AcceptV0,
  endOf,
  parseV0Query,
  type V0Parameters,
  v0Claims,
  v0Text,
  verifyV0LoginUrl,
} from '../embed-url/verify-v0-login-url.ts';
import { sessionIdOfNonce } from '../sessions/session-id.ts';
import { claimsTooLarge, identityTooLarge, invalidClaim } from './claims-finding.ts';
import { type ReadText, signedValuesFinding } from './diagnose-values.ts';
import { type Diagnosis, type Finding, finding } from './inspection.ts';
import { parameterFinding } from './parameter-finding.ts';
import type { UrlParts } from './url-parts.ts';

/**
 * Diagnoses a v0 URL.
 *
 * @param options.hosts the organization's hosts, for which the URL may have been signed
 * @param options.now epoch milliseconds
 */
export function diagnoseV0(
  parts: UrlParts,
  {
    keys,
    hosts,
    acceptV0,
    now,
  }: {
    keys: Readonly<Record<string, string>>;
    hosts: readonly string[];
    acceptV0: AcceptV0 | undefined;
    now: number;
  },
): Diagnosis {
  const { query, host, path } = parts;
  const parsed = parseV0Query(query);
  if (!parsed.ok) return { finding: parameterFinding(parsed, { query, format: 'v0' }) };
  const { parameters } = parsed;
  const { contentPath, externalId, name, nonce, optional } = parameters;
  const typed = v0Claims(parameters);
  const context = {
    claims: typed.ok ? typed.claims : { contentPath, externalId, name, ...optional },
    sessionId: sessionIdOfNonce(nonce),
  };
  const loginUrl = `https://${host}${path}`;
  const verdict = verifyV0LoginUrl(parameters, { loginUrl, keys, acceptV0, now: Math.floor(now / 1000) });
  if (verdict.ok) return { ...context, secretId: verdict.secretId };
  const names = Object.keys(optional);
  switch (verdict.reason) {
    case 'v0_not_accepted':
      return { ...context, finding: notAccepted(acceptV0) };
    case 'v0_parameter_set':
      return { ...context, finding: notListed(names, acceptV0) };
    case 'signature_mismatch':
      return { ...context, ...signedValuesFinding(parts, { read, keys, optional: names, hosts }) };
    case 'claims_too_large':
      return { ...context, finding: claimsTooLarge() };
    case 'identity_too_large':
      return { ...context, finding: identityTooLarge() };
    default:
      return { ...context, finding: invalidParameter(verdict.field, parameters) };
  }
}

const read: ReadText = (query, base) => {
  const parsed = parseV0Query(query);
  if (!parsed.ok) return undefined;
  return { text: v0Text(parsed.parameters, base), signature: parsed.parameters.signature };
};

const notAccepted = (acceptV0: AcceptV0 | undefined): Finding =>
  finding(
    'v0_not_accepted',
    acceptV0 === undefined
      ? 'The organization doesn’t accept v0 URLs. Sign v1, or have an admin set acceptV0 during the migration.'
      : `The organization accepted v0 URLs until ${new Date(endOf(acceptV0)).toISOString()}. Sign v1.`,
  );

const list = (names: readonly string[]): string =>
  names.length === 0 ? 'no optional parameter' : names.join(', ');

const notListed = (names: readonly string[], acceptV0: AcceptV0 | undefined): Finding =>
  finding(
    'v0_parameter_set',
    `The URL has ${list(names)}; acceptV0 lists ${(acceptV0?.parameterSets ?? []).map((set) => `[${set.toSorted().join(', ')}]`).join(', ')}. A v0 URL must have exactly one of these sets, because its parameter names aren’t signed.`,
  );

/** Explains the parameter that breaks the rule of its claim. */
function invalidParameter(field: string | undefined, { contentPath, optional }: V0Parameters): Finding {
  if (field === undefined) return finding('invalid_claim', 'A claim is invalid.');
  const value = optional[field];
  const inexact =
    value !== undefined && isJson(value)
      ? invalidClaim(undefined, `{${JSON.stringify(field)}:${value}}`)
      : undefined;
  const problem = field === 'contentPath' && isContentPath(contentPath) ? 'location' : 'invalid';
  return inexact ?? finding('invalid_claim', `${field} ${claimMessage({ field, problem })}.`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
