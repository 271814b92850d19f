import { CfnOutput, Duration, Stack, type StackProps, Stage } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import { bundleEdge } from './bundle-functions.ts';
import { Alarms } from './constructs/alarms.ts';
import { applicationOrigin } from './constructs/application-origin.ts';
import { addEdgeAlarms } from './constructs/edge-alarms.ts';
import { addEmbedEdge, addVerifier } from './constructs/embed-edge.ts';
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
    const { embedDomain, customHosts, certificateArn, hostedZone, origin, sessionDefaults } = environment;
    const verifier = addVerifier(this, {
      bundle: bundleEdge(Stage.of(this)?.outdir ?? 'cdk.out'),
      embedDomain,
      audience: origin.audience,
      ...sessionDefaults,
      tables: environment,
    });
    const { distribution, firewall } = addEmbedEdge(this, {
      verifier,
      embedDomain,
      customHosts,
      application: applicationOrigin(this, 'DistributionOrigin', origin),
      publicPaths,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      hostedZone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      }),
      retention: environment.retention,
    });

    new CfnOutput(this, 'DistributionId', { value: distribution.distributionId });
    // Also an output, so that a diff shows what becomes public.
    if (publicPaths.length > 0) {
      new CfnOutput(this, 'PublicPaths', {
        description: 'Anyone can read these paths without a signed URL',
        value: publicPaths.join(' '),
      });
    }

    const alarms = new Alarms(this, 'Alarms', environment);
    alarms.addForwardedAlarms();
    addEdgeAlarms(alarms, { distribution, firewall });
    alarms.addAlarm('certificate-expiry', {
      metric: certificateDaysToExpiry(certificateArn),
      threshold: 30,
      when: 'below',
      description: 'The certificate of the embed domain expires in less than 30 days: it was not renewed.',
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
