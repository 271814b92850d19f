import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import { portsOf } from '../../local/ports.ts';
import { principalOf, principals } from '../../local/principals.ts';
import type { Permission } from '../../shared/contract/operations.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';
import { apiAddress, isOnThisMachine, regionOfAddress } from './api-address.ts';
import { awsCredentials, awsRegion } from './aws.ts';
import type { Config } from './config-file.ts';

/** The options that every command takes. */
export type GlobalOptions = {
  apiUrl?: string;
  organization?: string;
  profile?: string;
  region?: string;
  local?: true;
  json?: true;
  yes?: true;
};

/** Where requests go, and how they are signed. */
export type Connection = {
  apiUrl: string;
  region: string;
  credentials: Provider<AwsCredentialIdentity>;
  isLocal: boolean;
};

/** The local run, as the principal that may call an operation. Its credentials are public, and go nowhere else. */
export function connectLocally(
  { apiUrl }: GlobalOptions,
  { env }: Terminal,
  { permissions, organizationId }: { permissions: readonly Permission[]; organizationId: string },
): Connection {
  if (apiUrl !== undefined) {
    throw new CommandError('--local and --api-url exclude each other.', {
      exitCode: exitCodes.usage,
      next: 'the local run has the port EMBED_API_PORT, 4100 by default; leave out one of the two options',
    });
  }
  const isAdmin = permissions.includes('OrganizationAdmin');
  const principal = principals.find((candidate) =>
    isAdmin
      ? candidate.permission === 'OrganizationAdmin' && candidate.organization === organizationId
      : permissions.some((permission) => permission === candidate.permission),
  );
  if (principal === undefined) {
    const known = principals.filter(({ permission }) => permission === 'OrganizationAdmin');
    throw new CommandError(`The local run has no admin of ${organizationId}.`, {
      exitCode: exitCodes.forbidden,
      next: `pass --organization with one of ${known.map((admin) => admin.organization).join(', ')}`,
    });
  }
  const { accessKeyId, secretAccessKey } = principal;
  return {
    apiUrl: `http://127.0.0.1:${portsOf(env).api}`,
    region: 'us-east-1',
    credentials: async () => ({ accessKeyId, secretAccessKey }),
    isLocal: true,
  };
}

/** A deployed environment, with AWS's own credentials and profiles. */
export async function connectToAws(
  options: GlobalOptions,
  config: Config,
  terminal: Terminal,
): Promise<Connection> {
  const { env } = terminal;
  const apiUrl = findApiUrl(options, config, terminal);
  // With an explicit profile, AWS's chain ignores the environment. The configuration file comes after both.
  const isChosen = Boolean(env.AWS_PROFILE || env.AWS_ACCESS_KEY_ID);
  const profile = options.profile ?? (isChosen ? undefined : config.profile);
  const region =
    options.region ??
    regionOfAddress(apiUrl) ??
    (env.AWS_REGION || config.region || (await awsRegion(profile, apiUrl)));
  const credentials = awsCredentials({ profile, region }, terminal);
  return { apiUrl, region, credentials: refusePublicCredentials(credentials, apiUrl), isLocal: false };
}

function findApiUrl({ apiUrl }: GlobalOptions, config: Config, { env }: Terminal): string {
  if (apiUrl !== undefined) return apiAddress(apiUrl, '--api-url');
  if (env.EMBED_API_URL) return apiAddress(env.EMBED_API_URL, 'EMBED_API_URL');
  const configured = config['api-url'];
  if (configured !== undefined) return apiAddress(configured, 'api-url in the configuration file');
  throw new CommandError('The address of the API is missing.', {
    exitCode: exitCodes.usage,
    next: 'pass --api-url https://…, set EMBED_API_URL, or run: embed-secrets config set api-url https://…; for a local run pass --local',
  });
}

/** Anyone knows the credentials of the local run: a server that accepts them isn't the one that the user means. */
const refusePublicCredentials =
  (provider: Provider<AwsCredentialIdentity>, apiUrl: string): Provider<AwsCredentialIdentity> =>
  async () => {
    const credentials = await provider();
    if (principalOf(credentials.accessKeyId) === undefined || isOnThisMachine(apiUrl)) return credentials;
    throw new CommandError("The credentials are the local run's, which are public. They weren't sent.", {
      exitCode: exitCodes.forbidden,
      address: apiUrl,
      next: 'unset AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or choose another profile with --profile',
    });
  };
