import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import type { IVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { EdgeAccessLogs } from './constructs/edge-access-logs.ts';
import { EdgeFirewall } from './constructs/edge-firewall.ts';
import { EmbedDistribution } from './constructs/embed-distribution.ts';
import { ViewerRequestFunction } from './constructs/viewer-request-function.ts';
import type { Environment } from './environments.ts';

/** What viewers meet, all of it in us-east-1: firewall, distribution and, before anything else, the verifier. */
export class EdgeStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    super(scope, id, props);
    const verifier = new ViewerRequestFunction(this, 'viewer-request', environment).currentVersion;
    // CloudFront takes hours to remove its copies of a version, and until then it cannot be deleted.
    verifier.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const firewall = new EdgeFirewall(this, 'EmbedSecretsEdge');
    const distribution = new EmbedDistribution(this, 'Distribution', {
      environment,
      verifier: verifier as IVersion,
      webAclArn: firewall.attrArn,
    });
    new EdgeAccessLogs(this, 'AccessLogs', distribution, environment.retention);

    const alarms = new Alarms(this, 'Alarms', environment);
    alarms.ringWhen('ServerErrors', {
      metric: distribution.metric5xxErrorRate({ period: Duration.minutes(5) }),
      threshold: 1,
      description:
        'At least 1% of viewers got 5xx: 503 where the edge cannot read the tables, 502 or 504 where the origin does not answer.',
    });
    alarms.ringWhen('BlockedLogins', {
      metric: firewall.metricBlockedLogins(),
      threshold: 100,
      description: 'One or more addresses try more logins than the firewall lets through.',
    });
  }
}
