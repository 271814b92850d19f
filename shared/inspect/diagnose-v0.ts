import { claimMessage } from '../embed-url/claim-messages.ts';
import { viewerClaimFaults } from '../embed-url/claim-rules.ts';
import {
  type AcceptV0,
  endOf,
  parseV0Query,
  v0Claims,
  v0Text,
  verifyV0LoginUrl,
} from '../embed-url/verify-v0-login-url.ts';
import { sessionIdOfNonce } from '../sessions/session.ts';
import { claimsTooLarge } from './claims-finding.ts';
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
    default:
      return { ...context, finding: invalidClaim(verdict.field, context.claims) };
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

function invalidClaim(field = 'A claim', claims: object): Finding {
  const [fault] = viewerClaimFaults(claims);
  const message = fault === undefined ? 'has the wrong type, or isn’t JSON' : claimMessage(fault);
  return finding('invalid_claim', `${field} ${message}.`);
}
