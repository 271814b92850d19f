import * as v from 'valibot';

/** The environments that exist. Only `dev` may be thrown away; the others keep their data. */
export const environmentNames = ['dev', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

/** What differs between environments. Each has an AWS account of its own: names in it are fixed. */
export type Environment = {
  /** 12 digits. */
  account: string;
  /** Of the tables and the API. The edge is in us-east-1, whatever this says. */
  region: string;
  /** Organizations are one label below it. */
  embedDomain: string;
  /** Hosts outside the embed domain, for organizations that have one; the certificate covers them too. */
  customHosts: readonly string[];
  /** In us-east-1, for the embed domain, its wildcard and the custom hosts. */
  certificateArn: string;
  /** Where the embed domain's names are put. */
  hostedZone: { id: string; name: string };
  /** What organizations have until they set their own; 1 to 576 hours. */
  sessionDefaults: { sessionLengthHours: number };
  /** The application: an internal load balancer that takes TLS, and `aud` of the identities it is sent. */
  origin: { loadBalancerArn: string; domainName: string; audience: string };
  /** Days that logs are kept, one of CloudWatch's numbers; and whether what is stored outlives the stacks. */
  retention: { logDays: number; keepsData: boolean };
  /** Gets every alarm, by e-mail. */
  alarmAddress: string;
};

export const environments: Readonly<Record<EnvironmentName, Environment>> = {
  dev: {
    account: '111111111111',
    region: 'eu-central-1',
    embedDomain: 'embed.dev.example.com',
    customHosts: [],
    certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-4000-8000-000000000001',
    hostedZone: { id: 'Z0000000000000000DEV', name: 'dev.example.com' },
    sessionDefaults: { sessionLengthHours: 8 },
    origin: {
      loadBalancerArn:
        'arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/app/application/0000000000000001',
      domainName: 'application.dev.example.com',
      audience: 'https://application.dev.example.com',
    },
    retention: { logDays: 7, keepsData: false },
    alarmAddress: 'embed-dev@example.com',
  },
  staging: {
    account: '222222222222',
    region: 'eu-central-1',
    embedDomain: 'embed.staging.example.com',
    customHosts: [],
    certificateArn: 'arn:aws:acm:us-east-1:222222222222:certificate/00000000-0000-4000-8000-000000000002',
    hostedZone: { id: 'Z000000000000STAGING', name: 'staging.example.com' },
    sessionDefaults: { sessionLengthHours: 24 },
    origin: {
      loadBalancerArn:
        'arn:aws:elasticloadbalancing:eu-central-1:222222222222:loadbalancer/app/application/0000000000000002',
      domainName: 'application.staging.example.com',
      audience: 'https://application.staging.example.com',
    },
    retention: { logDays: 30, keepsData: true },
    alarmAddress: 'embed-staging@example.com',
  },
  production: {
    account: '333333333333',
    region: 'us-east-1',
    embedDomain: 'embed.example.com',
    customHosts: [],
    certificateArn: 'arn:aws:acm:us-east-1:333333333333:certificate/00000000-0000-4000-8000-000000000003',
    hostedZone: { id: 'Z0000000000PRODUCTION', name: 'example.com' },
    sessionDefaults: { sessionLengthHours: 24 },
    origin: {
      loadBalancerArn:
        'arn:aws:elasticloadbalancing:us-east-1:333333333333:loadbalancer/app/application/0000000000000003',
      domainName: 'application.example.com',
      audience: 'https://application.example.com',
    },
    retention: { logDays: 365, keepsData: true },
    alarmAddress: 'embed-oncall@example.com',
  },
};

/** Says in one sentence which environment cannot be deployed, and why. */
export class NotDeployableError extends Error {
  override name = 'NotDeployableError';
}

/**
 * The environment of a name.
 *
 * @param name as given on the command line: anything
 * @param table another one than {@link environments}, in tests
 * @throws {NotDeployableError} when there is none of this name, or something in it is missing or cannot be right
 */
export function environmentOf(
  name: unknown,
  table: Readonly<Record<string, unknown>> = environments,
): Environment & { name: EnvironmentName } {
  const known = environmentNames.find((candidate) => candidate === name);
  if (known === undefined) {
    const given = name === undefined ? 'No environment is named' : `There is no environment "${name}"`;
    throw new NotDeployableError(`${given}; give one of ${environmentNames.join(', ')}.`);
  }
  const checked = v.safeParse(schemaOf(known), table[known] ?? {});
  if (!checked.success) {
    const faults = checked.issues.map((issue) => `${v.getDotPath(issue) ?? 'it'} ${messageOf(issue)}`);
    throw new NotDeployableError(`The environment "${known}" is incomplete: ${faults.join(', ')}.`);
  }
  return { name: known, ...(checked.output as Environment) };
}

const messageOf = (issue: v.BaseIssue<unknown>): string =>
  issue.input === undefined ? 'is missing' : issue.kind === 'validation' ? issue.message : 'is not usable';

const text = (pattern: RegExp, message: string) => v.pipe(v.string(), v.regex(pattern, message));
const domain = text(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, 'is not a domain');
const logDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922];

const schemaOf = (name: EnvironmentName) =>
  v.strictObject({
    account: text(/^\d{12}$/, 'is not 12 digits'),
    region: text(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'is not a region'),
    embedDomain: domain,
    customHosts: v.array(domain),
    certificateArn: text(
      /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      'is not a certificate in us-east-1, where CloudFront takes them from',
    ),
    hostedZone: v.strictObject({ id: text(/^Z[A-Z0-9]+$/, 'is not a hosted zone'), name: domain }),
    sessionDefaults: v.strictObject({
      sessionLengthHours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(576)),
    }),
    origin: v.strictObject({
      loadBalancerArn: text(
        /^arn:aws:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/app\/.+$/,
        'is not an application load balancer',
      ),
      domainName: domain,
      audience: v.pipe(v.string(), v.url('is not a URL')),
    }),
    retention: v.strictObject({
      logDays: v.picklist(logDays),
      keepsData: v.literal(name !== 'dev'),
    }),
    alarmAddress: v.pipe(v.string(), v.email('is not an e-mail address')),
  });

/** The admin page's address. `admin` is reserved: it can never be an organization. */
export const adminPageHost = ({ embedDomain }: Environment): string => `admin.${embedDomain}`;
export const adminPageOrigin = (environment: Environment): string => `https://${adminPageHost(environment)}`;
