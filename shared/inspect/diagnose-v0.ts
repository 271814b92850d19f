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
import { parameterFinding, type ReadText, valuesFinding } from './diagnose-values.ts';
import { type Diagnosis, type Finding, finding } from './inspection.ts';
import type { UrlParts } from './url-parts.ts';

/**
 * Diagnoses a v0 URL.
 *
 * @param options.hosts of the organization, that the URL may have been signed for
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
  const known = {
    claims: typed.ok ? typed.claims : { contentPath, externalId, name, ...optional },
    sessionId: sessionIdOfNonce(nonce),
  };
  const loginUrl = `https://${host}${path}`;
  const verdict = verifyV0LoginUrl(parameters, { loginUrl, keys, acceptV0, now: Math.floor(now / 1000) });
  if (verdict.ok) return { ...known, secretId: verdict.secretId };
  const names = Object.keys(optional);
  switch (verdict.reason) {
    case 'v0_not_accepted':
      return { ...known, finding: notAccepted(acceptV0) };
    case 'v0_parameter_set':
      return { ...known, finding: notListed(names, acceptV0) };
    case 'signature_mismatch':
      return { ...known, finding: valuesFinding(parts, { read, keys, optional: names, hosts }) };
    case 'claims_too_large':
      return {
        ...known,
        finding: finding('claims_too_large', 'The claims have more than 4,096 bytes of JSON.'),
      };
    default:
      return { ...known, finding: finding('invalid_claim', explainClaim(verdict.field ?? '', known.claims)) };
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
      ? 'The organization does not accept v0 URLs: sign v1, or let an admin set acceptV0 for the time of the migration.'
      : `The organization accepted v0 URLs until ${new Date(endOf(acceptV0)).toISOString()}. Sign v1.`,
  );

const list = (names: readonly string[]): string =>
  names.length === 0 ? 'no optional parameter' : names.join(', ');

const notListed = (names: readonly string[], acceptV0: AcceptV0 | undefined): Finding =>
  finding(
    'v0_parameter_set',
    `The URL has ${list(names)}; acceptV0 lists ${(acceptV0?.parameterSets ?? []).map((set) => `[${set.toSorted().join(', ')}]`).join(', ')}. A v0 URL must have exactly one of these sets, because its names are not signed.`,
  );

function explainClaim(field: string, claims: object): string {
  const [fault] = viewerClaimFaults(claims);
  return `${field} ${fault === undefined ? 'is not of its type, or not JSON' : claimMessage(fault)}.`;
}
