import { RemovalPolicy } from 'aws-cdk-lib';
import type { IVersion } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { EdgeAccessLogs } from './edge-access-logs.ts';
import { EdgeFirewall } from './edge-firewall.ts';
import { EmbedDistribution, type EmbedDistributionProps } from './embed-distribution.ts';
import type { LogRetention } from './protected-log-group.ts';
import { ViewerRequestFunction, type ViewerRequestFunctionProps } from './viewer-request-function.ts';

export type EmbedEdgeProps = Omit<EmbedDistributionProps, 'webAclArn'> & { retention: LogRetention };

export type EmbedEdge = { distribution: EmbedDistribution; firewall: EdgeFirewall };

/** Adds what viewers meet: the firewall, and the distribution with the verifier and its log. In us-east-1 only. */
export function addEmbedEdge(scope: Construct, props: EmbedEdgeProps): EmbedEdge {
  const firewall = new EdgeFirewall(scope, 'EmbedSecretsEdge');
  const distribution = new EmbedDistribution(scope, 'Distribution', {
    ...props,
    webAclArn: firewall.attrArn,
  });
  new EdgeAccessLogs(scope, 'AccessLogs', distribution, props.retention);
  return { distribution, firewall };
}

/** Adds the verifier. @returns its current version, for a viewer-request event of a distribution */
export function addVerifier(scope: Construct, props: ViewerRequestFunctionProps): IVersion {
  const verifier = new ViewerRequestFunction(scope, 'viewer-request', props).currentVersion;
  // CloudFront takes hours to remove its copies of a version, and until then the version can't be deleted.
  verifier.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return verifier as IVersion;
}
