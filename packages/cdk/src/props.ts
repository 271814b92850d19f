import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IOrigin } from 'aws-cdk-lib/aws-cloudfront';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

export interface EmbedSecretsProps {
  /**
   * The domain that organizations are one label below: `embed.example.com` for `acme.embed.example.com`. The admin
   * page is at `admin.` below it.
   */
  readonly embedDomain: string;

  /**
   * The embedded application, as CloudFront reaches it. It has to verify the identity on every request, because an
   * origin on the internet can be reached past CloudFront.
   */
  readonly origin: IOrigin;

  /**
   * `aud` of the identities that the application is sent.
   *
   * @default `https://<embedDomain>`
   */
  readonly audience?: string;

  /**
   * Whether the application gets the viewer's `Host` header. A server on the internet usually finds its site by its
   * own name, an internal load balancer may want the viewer's.
   *
   * @default false
   */
  readonly forwardHost?: boolean;

  /**
   * Paths that anyone may read without a signed URL, as CloudFront's path patterns: `/assets/*`. CloudFront serves
   * and caches them without the verifier.
   *
   * @default none
   */
  readonly publicPaths?: readonly string[];

  /**
   * In us-east-1, for the embed domain, its wildcard and the custom hosts.
   *
   * @default a new one, validated by DNS: in the hosted zone, or by the record that ACM shows during the first deploy
   */
  readonly certificate?: ICertificate;

  /**
   * For the DNS records of the embed domain and the admin page.
   *
   * @default no records are made: point the embed domain, its wildcard and `admin.` below it to the distributions
   */
  readonly hostedZone?: IHostedZone;

  /**
   * Hosts outside the embed domain, for organizations that have one.
   *
   * @default none
   */
  readonly customHosts?: readonly string[];

  /**
   * How long sessions last, in hours, for organizations that have not set it: 1 to 576.
   *
   * @default 24
   */
  readonly sessionLengthHours?: number;

  /**
   * Whether to create the distribution. Without it, put {@link EmbedSecrets.edgeLambda} into the behaviors of your
   * own, with caching disabled.
   *
   * @default true
   */
  readonly createDistribution?: boolean;

  /**
   * Whether to create the admin page and its sign-in by Amazon Cognito. Without it, admins use the API.
   *
   * @default true
   */
  readonly adminPage?: boolean;

  /**
   * Encrypts the tables. The construct gives it an alias, by which the edge finds it from every Region.
   *
   * @default a new one, with yearly rotation
   */
  readonly encryptionKey?: IKey;

  /**
   * What fixed names begin with. Two instances in one account need two prefixes. 1 to 24 lower-case letters, digits
   * and hyphens.
   *
   * @default `embed-secrets`
   */
  readonly namePrefix?: string;

  /**
   * Whether tables, their key, users and logs outlive the stack, and can be brought back to any of 35 days.
   *
   * @default true
   */
  readonly keepsData?: boolean;

  /**
   * How long logs are kept.
   *
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;

  /**
   * Where the edge function's logs are kept: the Regions of CloudFront's regional edge caches, each with a stack of its
   * own. In a Region that is left out nothing is logged.
   *
   * @default all of them
   */
  readonly edgeLogRegions?: readonly string[];

  /**
   * Notified of the alarms on the API, the tables and the audit trail, and of each key that is returned to a person. In the
   * stack's Region.
   *
   * @default no alarms are created; the metrics are {@link EmbedSecrets.metricApiServerErrors} and others
   */
  readonly alarmTopic?: ITopic;

  /**
   * Notified of the alarms on the edge, those of its function in every Region included. In us-east-1.
   *
   * @default `alarmTopic`, if the stack is in us-east-1
   */
  readonly edgeAlarmTopic?: ITopic;
}

/** The managed policies. `OrganizationViewer` is an admin's without keys and changes. */
export type PolicyName =
  | 'OrganizationAdmin'
  | 'OrganizationViewer'
  | 'OrganizationServer'
  | 'EmbeddedApplication'
  | 'Operator';
