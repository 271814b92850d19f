import { BootstraplessSynthesizer, type IStackSynthesizer, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { edgeLogGroupName } from './constructs/edge-log-group.ts';
import { EdgeRegionMonitoring } from './constructs/edge-region-monitoring.ts';
import { ProtectedLogGroup } from './constructs/protected-log-group.ts';
import type { Environment } from './environments.ts';

/**
 * The edge function's log group and monitoring in one of the Regions where it runs. The stack has no
 * assets, so its Region needs no bootstrapping: the roles of us-east-1 deploy it.
 */
export class EdgeLogsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    const { account, retention } = environment;
    const bootstrapRole = (use: string) =>
      `arn:aws:iam::${account}:role/cdk-hnb659fds-${use}-role-${account}-us-east-1`;
    super(scope, id, {
      ...props,
      synthesizer: new BootstraplessSynthesizer({
        deployRoleArn: bootstrapRole('deploy'),
        cloudFormationExecutionRoleArn: bootstrapRole('cfn-exec'),
      }) as IStackSynthesizer,
    });
    const logGroup = new ProtectedLogGroup(this, 'Edge', { ...retention, logGroupName: edgeLogGroupName });
    new EdgeRegionMonitoring(this, 'Monitoring', { logGroup });
  }
}
