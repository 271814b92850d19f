import { BootstraplessSynthesizer, type IStackSynthesizer, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { edgeLogGroupName } from './constructs/edge-log-group.ts';
import { EdgeRegionMonitoring } from './constructs/edge-region-monitoring.ts';
import { setNamePrefix } from './constructs/names.ts';
import { type LogRetention, ProtectedLogGroup } from './constructs/protected-log-group.ts';

export type EdgeLogsStackProps = StackProps & {
  retention: LogRetention;
  /** What fixed names begin with, if not with `embed-secrets`. */
  namePrefix?: string;
};

/**
 * The edge function's log group and monitoring in one of the Regions where it runs. The stack has no
 * assets, so its Region needs no bootstrapping: the roles of us-east-1 deploy it.
 */
export class EdgeLogsStack extends Stack {
  constructor(scope: Construct, id: string, { retention, namePrefix, ...props }: EdgeLogsStackProps) {
    const { account = '${AWS::AccountId}' } = props.env ?? {};
    const bootstrapRole = (use: string) =>
      `arn:aws:iam::${account}:role/cdk-hnb659fds-${use}-role-${account}-us-east-1`;
    super(scope, id, {
      ...props,
      synthesizer: new BootstraplessSynthesizer({
        deployRoleArn: bootstrapRole('deploy'),
        cloudFormationExecutionRoleArn: bootstrapRole('cfn-exec'),
      }) as IStackSynthesizer,
    });
    if (namePrefix !== undefined) setNamePrefix(this, namePrefix);
    const logGroup = new ProtectedLogGroup(this, 'Edge', {
      ...retention,
      logGroupName: edgeLogGroupName(this),
    });
    new EdgeRegionMonitoring(this, 'Monitoring', { logGroup });
  }
}
