import { loginPath, redeemPath, type UrlFormat, urlFormat } from '../embed-url/url-format.ts';
import { hostName } from '../hosts/host.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import { strictClaims } from '../organizations/strict-claims.ts';
import type { Deletion } from '../secrets/deletion.ts';
import { secretOf } from '../secrets/secret.ts';
import type { StoredSession } from '../sessions/session.ts';
import { diagnoseRedeem } from './diagnose-redeem.ts';
import { diagnoseV0 } from './diagnose-v0.ts';
import { diagnoseV1 } from './diagnose-v1.ts';
import { type Diagnosis, type Finding, finding, type Inspection } from './inspection.ts';
import { secretFinding } from './secret-finding.ts';
import { sessionFinding, unknownSigner, usedBeforeFinding } from './session-findings.ts';
import { queryFinding, splitUrl, type UrlParts } from './url-parts.ts';

/** What an inspection may look up, all within one organization. */
export type Lookups = {
  isOwnHost: (host: string) => Promise<boolean>;
  session: (sessionId: string) => Promise<StoredSession | undefined>;
  deletion: (secretId: string) => Promise<Deletion | undefined>;
  /** The last deletions, newest first. */
  lastDeletions: () => Promise<Deletion[]>;
};

export type InspectOptions = {
  organizationId: string;
  organization: OrganizationWithoutKeys;
  /** Secret id → secret key, also of disabled and retired secrets. */
  keys: Readonly<Record<string, string>>;
  /** With its port, if viewers need one. */
  embedDomain: string;
  /** Epoch milliseconds. */
  now: number;
  lookups: Lookups;
};

/**
 * Tells whether a URL would open now and, if not, the first reason. Only reads: it doesn't use up the URL, and
 * knows nothing about other organizations.
 *
 * @param text any text
 */
export async function inspectUrl(text: string, options: InspectOptions): Promise<Inspection> {
  const split = splitUrl(text);
  if (!split.ok) return { opens: false, format: 'unknown', ...split.finding };
  const { parts } = split;
  const format = urlFormat(parts);
  const found = (await placeFinding(parts, options)) ?? queryFinding(parts);
  if (format === undefined) {
    return { opens: false, format: 'unknown', ...(found ?? neitherFormat()) };
  }
  const inspection = await conclude(diagnose(parts, format, options), { format, host: parts.host, options });
  return found === undefined ? inspection : { ...inspection, opens: false, ...found };
}

/** What is wrong with the URL's path or host. */
async function placeFinding(
  { host, path }: UrlParts,
  { lookups, organizationId }: InspectOptions,
): Promise<Finding | undefined> {
  if (path !== loginPath && path !== redeemPath) {
    return finding(
      'unknown_path',
      `The path is ${path || '/'}; a login URL has ${loginPath}, and a 2-step SSO URL ${redeemPath}.`,
    );
  }
  if (await lookups.isOwnHost(host)) return undefined;
  return finding('foreign_host', `${host} isn’t a host of the organization ${organizationId}.`);
}

const neitherFormat = (): Finding =>
  finding('missing_parameter', 'The URL has neither a payload (v1) nor a contentPath (v0).');

function diagnose(parts: UrlParts, format: UrlFormat, options: InspectOptions): Diagnosis {
  const { organizationId, organization, keys, embedDomain, now } = options;
  if (format === 'v1') return diagnoseV1(parts, { keys, customClaims: strictClaims(organization), now });
  const own = `${organizationId}.${embedDomain}`;
  const hosts = [own, hostName(own)];
  if (format === 'redeem') {
    return diagnoseRedeem(parts, { keys, hosts, parameterSets: organization.settings.redeemParameterSets });
  }
  return diagnoseV0(parts, { keys, hosts, acceptV0: organization.settings.acceptV0, now });
}

/** Adds what the URL's session and the organization's deletions tell. */
async function conclude(
  diagnosis: Diagnosis,
  { format, host, options }: { format: UrlFormat; host: string; options: InspectOptions },
): Promise<Inspection> {
  const { organization, now, lookups } = options;
  const { secretId, sessionId, claims } = diagnosis;
  const session = sessionId === undefined ? undefined : await lookups.session(sessionId);
  const readable = format === 'redeem' && secretId !== undefined ? session?.claims : claims;
  const base = { format, ...(readable === undefined ? {} : { claims: readable }) };
  if (secretId === undefined) {
    const found = await explainUnsigned(diagnosis, { format, session, lookups });
    return { opens: false, ...base, ...found };
  }
  const signer = secretOf(organization, secretId);
  const secret = signer === undefined ? {} : { secret: { id: secretId, name: signer.name } };
  const url = { format, host, claims, session };
  const found =
    diagnosis.finding ??
    (signer && secretFinding(organization, signer, { url, now })) ??
    sessionFinding(session, { format, organization, now });
  if (found !== undefined) return { opens: false, ...base, ...secret, ...found };
  return {
    opens: true,
    ...base,
    ...secret,
    explanation: 'The URL would open now. Inspecting it didn’t use it up.',
  };
}

/** Explains a URL that no active secret signed: its session may tell more, if it was used before. */
async function explainUnsigned(
  { claims, finding: found }: Diagnosis,
  { format, session, lookups }: { format: UrlFormat; session: StoredSession | undefined; lookups: Lookups },
): Promise<Pick<Inspection, 'secret'> & Finding> {
  // The text itself tells what is wrong.
  if (found !== undefined && found.reason !== 'payload_changed') return found;
  const used = format === 'redeem' || session?.state === 'pending' ? undefined : session;
  const deletion = used && (await lookups.deletion(used.secretId));
  const usedBefore = usedBeforeFinding(claims, { session: used, deletion });
  if (usedBefore === undefined) return found ?? unknownSigner(await lookups.lastDeletions());
  if (deletion === undefined) return usedBefore;
  const { id, name, deletedAt } = deletion;
  return { secret: { id, name, deletedAt }, ...usedBefore };
}
