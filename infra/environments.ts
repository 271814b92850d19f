import type { TableNames } from '../shared/table-names.ts';

/** All environments. Only `dev` can be deleted with its data; the others keep it. */
export const environmentNames = ['dev', 'staging', 'production'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

/** What differs between environments. Each has its own AWS account, because names within it are fixed. */
export type Environment = {
  /** 12 digits. */
  account: string;
  /** The Region of the tables and the API. The edge is always in us-east-1. */
  region: string;
  /** Organizations are one label below it. */
  embedDomain: string;
  /** Hosts outside the embed domain, for organizations that have one; the certificate covers them too. */
  customHosts: readonly string[];
  /** In us-east-1, for the embed domain, its wildcard and the custom hosts. */
  certificateArn: string;
  /** The Route 53 zone for the embed domain's records. */
  hostedZone: { id: string; name: string };
  /** The default for organizations that haven't set their own; 1 to 576 hours. */
  sessionDefaults: { sessionLengthHours: number };
  /** The application. */
  origin: Origin;
  /**
   * Paths of the application that anyone may read without a signed URL, as CloudFront's path patterns:
   * `/assets/*`. CloudFront serves and caches them without the verifier. None by default.
   */
  publicPaths?: readonly string[];
  /**
   * Tables that a restored one has replaced, with its name: `{ EmbedSecrets: 'EmbedSecrets-2026-11-24' }`. API and
   * edge use it from the next deploy on (docs/operations.md).
   */
  tableNames?: Partial<TableNames>;
  /** How long logs are kept, in days that CloudWatch allows, and whether stored data is kept if the stacks are deleted. */
  retention: { logDays: number; keepsData: boolean };
  /** Receives every alarm by email. */
  alarmAddress: string;
};

/**
 * Where the embedded application runs. `audience` is the `aud` of the identities that it is sent.
 *
 * - `https`: a host that is reachable from the internet. CloudFront sends its own name as `Host`. Anyone can reach
 *   it past CloudFront, so it has to refuse every request without a valid identity.
 * - `load-balancer`: an internal application load balancer in this account, which nothing but CloudFront reaches.
 *   It gets the viewer's `Host`.
 * - `function-url`: the URL of a Lambda function with auth type `AWS_IAM`; CloudFront signs each request. It gets
 *   its own name as `Host`. Lambda refuses a request with a body whose sender did not hash it
 *   (`x-amz-content-sha256`), so forms of a browser do not work with it.
 */
export type Origin = { domainName: string; audience: string } & (
  | { kind: 'https' }
  | { kind: 'load-balancer'; loadBalancerArn: string }
  | { kind: 'function-url' }
);

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
      kind: 'https',
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
      kind: 'load-balancer',
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
      kind: 'load-balancer',
      loadBalancerArn:
        'arn:aws:elasticloadbalancing:us-east-1:333333333333:loadbalancer/app/application/0000000000000003',
      domainName: 'application.example.com',
      audience: 'https://application.example.com',
    },
    retention: { logDays: 365, keepsData: true },
    alarmAddress: 'embed-oncall@example.com',
  },
};
