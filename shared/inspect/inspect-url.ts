import { isV0Query } from '../embed-url/verify-v0-login-url.ts';
import { hostName } from '../hosts/host.ts';
import type { OrganizationWithoutKeys } from '../organizations/store.ts';
import type { Deletion } from '../secrets/store.ts';
import type { StoredSession } from '../sessions/session.ts';
import { diagnoseRedeem } from './diagnose-redeem.ts';
import { diagnoseV0 } from './diagnose-v0.ts';
import { diagnoseV1 } from './diagnose-v1.ts';
import { changedFinding, sessionFinding, unknownSigner } from './fate.ts';
import { type Diagnosis, type Finding, finding, type Inspection, type UrlFormat } from './inspection.ts';
import { queryFinding, splitUrl, type UrlParts } from './url-parts.ts';

/** What an inspection may look up, all of it of one organization. */
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
  /** Secret id → secret key. */
  keys: Readonly<Record<string, string>>;
  /** With its port where viewers need one. */
  embedDomain: string;
  /** Epoch milliseconds. */
  now: number;
  lookups: Lookups;
};

/**
 * Tells whether a URL would open now and, if not, the first reason. Reads only: it uses nothing up, and knows
 * nothing of other organizations.
 *
 * @param text any text
 */
export async function inspectUrl(text: string, options: InspectOptions): Promise<Inspection> {
  const split = splitUrl(text);
  if (!split.ok) return { opens: false, format: 'unknown', ...split.finding };
  const { parts } = split;
  const format = formatOf(parts);
  const found = (await placeFinding(parts, options, format)) ?? queryFinding(parts);
  const diagnosis = format === 'unknown' ? {} : diagnose(parts, format, options);
  const inspection = await conclude(diagnosis, { format, options });
  return found === undefined ? inspection : { ...inspection, opens: false, ...found };
}

function formatOf({ path, query }: UrlParts): UrlFormat {
  if (path === '/embed/sso/redeem-session') return 'redeem';
  if (path !== '/embed/login') return 'unknown';
  if (isV0Query(query)) return 'v0';
  return /(?:^|[&;])payload=/.test(query) ? 'v1' : 'unknown';
}

/** What is wrong with where a URL leads. */
async function placeFinding(
  { host, path }: UrlParts,
  { lookups, organizationId }: InspectOptions,
  format: UrlFormat,
): Promise<Finding | undefined> {
  if (path !== '/embed/login' && path !== '/embed/sso/redeem-session') {
    return finding(
      'unknown_path',
      `The path is ${path || '/'}; a login URL has /embed/login, one of 2-step SSO /embed/sso/redeem-session.`,
    );
  }
  if (!(await lookups.isOwnHost(host))) {
    return finding('foreign_host', `${host} is not a host of the organization ${organizationId}.`);
  }
  if (format !== 'unknown') return undefined;
  return finding('missing_parameter', 'The URL has neither a payload (v1) nor a contentPath (v0).');
}

function diagnose(parts: UrlParts, format: UrlFormat, options: InspectOptions): Diagnosis {
  const { organizationId, organization, keys, embedDomain, now } = options;
  if (format === 'v1') return diagnoseV1(parts, { keys, now });
  const own = `${organizationId}.${embedDomain}`;
  const hosts = [own, hostName(own)];
  if (format === 'redeem') return diagnoseRedeem(parts, { keys, hosts });
  return diagnoseV0(parts, { keys, hosts, acceptV0: organization.settings.acceptV0, now });
}

/** What the URL's session and the organization's deletions say beyond its text. */
async function conclude(
  { finding: found, secretId, claims, sessionId }: Diagnosis,
  { format, options }: { format: UrlFormat; options: InspectOptions },
): Promise<Inspection> {
  const { organization, now, lookups } = options;
  const session = sessionId === undefined ? undefined : await lookups.session(sessionId);
  const readable = format === 'redeem' && secretId !== undefined ? session?.claims : claims;
  const said = { format, ...(readable === undefined ? {} : { claims: readable }) };
  const secret = secretId && organization.secrets[secretId];
  const signer = secretId && secret ? { secret: { id: secretId, name: secret.name } } : {};

  if (found?.reason === 'signature_mismatch' || found?.reason === 'payload_changed') {
    const used = format === 'redeem' || session?.state === 'pending' ? undefined : session;
    const deletion = used && (await lookups.deletion(used.secretId));
    const { id, name, deletedAt } = deletion ?? {};
    const told = id && name ? { secret: { id, name, ...(deletedAt && { deletedAt }) } } : {};
    const changed = changedFinding(claims, { session: used, deletion });
    if (changed !== undefined) return { opens: false, ...said, ...told, ...changed };
    if (found.reason === 'payload_changed') return { opens: false, ...said, ...found };
    return { opens: false, ...said, ...unknownSigner(await lookups.lastDeletions()) };
  }
  const wrong = found ?? sessionFinding(session, { format, organization, now });
  if (wrong !== undefined) return { opens: false, ...said, ...signer, ...wrong };
  return {
    opens: true,
    ...said,
    ...signer,
    explanation: 'The URL would open now. Inspecting did not use it up.',
  };
}
