import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { EdgeAccessLogs } from './constructs/edge-access-logs.ts';
import { EdgeFirewall } from './constructs/edge-firewall.ts';
import { EmbedDistribution } from './constructs/embed-distribution.ts';
import { ViewerRequestFunction } from './constructs/viewer-request-function.ts';
import type { Environment } from './environments.ts';

/** Everything that viewers connect to, in us-east-1: the firewall, the distribution and the verifier. */
export class EdgeStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    const { publicPaths = [] } = environment;
    super(scope, id, { ...props, description: description(publicPaths) });
    const verifier = new ViewerRequestFunction(this, 'viewer-request', environment).currentVersion;
    // CloudFront takes hours to remove its copies of a version, and until then the version can't be deleted.
    verifier.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const firewall = new EdgeFirewall(this, 'EmbedSecretsEdge');
    const distribution = new EmbedDistribution(this, 'Distribution', {
      environment,
      verifier: verifier as IVersion,
      webAclArn: firewall.attrArn,
    });
    new EdgeAccessLogs(this, 'AccessLogs', distribution, environment.retention);

    new CfnOutput(this, 'DistributionId', { value: distribution.distributionId });
    // Also an output, so that a diff shows what becomes public.
    if (publicPaths.length > 0) {
      new CfnOutput(this, 'PublicPaths', {
        description: 'Anyone can read these paths without a signed URL',
        value: publicPaths.join(' '),
      });
    }

    const alarms = new Alarms(this, 'Alarms', environment);
    alarms.addAlarm('edge-server-errors', {
      metric: distribution.metricServerErrorRate(),
      threshold: 1,
      description:
        'At least 1% of responses were 5xx: 503 if the edge cannot read the tables, 502 or 504 if the origin does not respond.',
    });
    alarms.addAlarm('certificate-expiry', {
      metric: certificateDaysToExpiry(environment.certificateArn),
      threshold: 30,
      when: 'below',
      description: 'The certificate of the embed domain expires in less than 30 days: it was not renewed.',
    });
    alarms.addForwardedAlarms();
    alarms.addAlarm('edge-blocked-logins', {
      metric: firewall.metricBlockedLogins(),
      threshold: 100,
      description: 'One or more addresses sent more login requests than the firewall allows.',
    });
  }
}

/**
 * Published once or twice a day until the certificate expires. ACM renews 60 days before that, if it can.
 * https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html
 */
const certificateDaysToExpiry = (certificateArn: string): Metric =>
  new Metric({
    namespace: 'AWS/CertificateManager',
    metricName: 'DaysToExpiry',
    dimensionsMap: { CertificateArn: certificateArn },
    statistic: Stats.MINIMUM,
    period: Duration.days(1),
  });

const description = (publicPaths: readonly string[]): string =>
  publicPaths.length === 0
    ? 'Embed Secrets: the edge. Every path needs a session.'
    : `Embed Secrets: the edge. PUBLIC, without a session: ${publicPaths.join(' ')}`;
