import { Duration, Stage, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EdgeConfig } from '../../lambdas/edge/config.ts';
import { issuerAndAudienceMaxBytes } from '../../shared/sessions/identity.ts';
import { edgeAccess } from '../../shared/table-access.ts';
import { edgeCode } from './edge-code.ts';
import { edgeFunctionName, edgeLogGroupName } from './edge-log-group.ts';
import { jsonLogs } from './json-logs.ts';
import { grantTableAccess, type TablesLocation, tableNamesOf } from './table-access.ts';
import { wildcardFinding } from './wildcard-finding.ts';

/** The newest runtime that AWS lists for Lambda@Edge. */
const edgeRuntime = Runtime.NODEJS_22_X;

/** The maximum that Lambda@Edge allows for a viewer request. */
const edgeLimits = { memorySize: 128, timeout: Duration.seconds(5) } as const;

export type ViewerRequestFunctionProps = {
  /** The folder of the verifier's bundle. */
  bundle: string;
  embedDomain: string;
  /** `aud` of the identities that the application is sent. */
  audience: string;
  /** The default for organizations that haven't set their own; 1 to 576. */
  sessionLengthHours: number;
  tables: TablesLocation;
};

/** The verifier: a Lambda@Edge function with all it knows of its environment in a file beside its code. */
export class ViewerRequestFunction extends LambdaFunction {
  /** @throws if the largest identity of this domain and audience would not fit in its header */
  constructor(
    scope: Construct,
    id: string,
    { bundle, embedDomain, audience, sessionLengthHours, tables }: ViewerRequestFunctionProps,
  ) {
    const { account, region } = tables;
    const config: EdgeConfig = { embedDomain, viewerScheme: 'https', audience, region, sessionLengthHours };
    if (Buffer.byteLength(`https://${embedDomain}${audience}`) > issuerAndAudienceMaxBytes) {
      throw new Error(`embedDomain and audience exceed ${issuerAndAudienceMaxBytes} bytes together`);
    }
    const outdir = Stage.of(scope)?.outdir ?? 'cdk.out';
    const code = edgeCode(bundle, { config, tableNames: tableNamesOf(tables) }, outdir);
    const role = new Role(scope, `${id}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      functionName: edgeFunctionName(scope),
      description: 'Verifies each viewer request before CloudFront does anything else with it',
      runtime: edgeRuntime,
      architecture: Architecture.X86_64,
      handler: 'index.handler',
      code: Code.fromAsset(code),
      ...edgeLimits,
      role,
      // Unlike Lambda's default, this name is the same in every Region.
      logGroup: LogGroup.fromLogGroupName(scope, `${id}-logs`, edgeLogGroupName(scope)),
      ...jsonLogs,
    });
    grantTableAccess(role, edgeAccess, tables);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-L1',
      reason: 'The newest runtime that AWS lists for Lambda@Edge.',
    });
    const logStreams = `arn:aws:logs:*:${account}:log-group:${edgeLogGroupName(scope)}:*`;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logStreams],
      }),
    );
    Validations.of(role).acknowledge({
      id: wildcardFinding(logStreams),
      reason:
        'It runs and logs in the Region closest to the viewer; the log group has the same name in each.',
    });
  }
}
