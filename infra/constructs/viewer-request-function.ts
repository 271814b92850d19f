import { Duration, Stage, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { EdgeConfig } from '../../lambdas/edge/config.ts';
import { issuerAndAudienceMaxBytes } from '../../shared/sessions/identity.ts';
import { edgeAccess } from '../../shared/table-access.ts';
import { tables } from '../../shared/tables.ts';
import { bundle } from '../bundle.ts';
import type { Environment } from '../environments.ts';
import { edgeFunctionName, edgeLogGroupName } from './edge-log-group.ts';
import { jsonLogs } from './json-logs.ts';
import { grantTableAccess, tableNameOf } from './table-access.ts';

/** AWS names no newer one for Lambda@Edge. */
const edgeRuntime = { runtime: Runtime.NODEJS_22_X, target: 'node22' } as const;

/** What Lambda@Edge allows at a viewer request at most. */
const edgeLimits = { memorySize: 128, timeout: Duration.seconds(5) } as const;

/** The verifier: a Lambda@Edge function with all it knows of its environment in its bundle. */
export class ViewerRequestFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, environment: Environment) {
    const { account, region, embedDomain, origin, sessionDefaults } = environment;
    const config: EdgeConfig = {
      embedDomain,
      viewerScheme: 'https',
      audience: origin.audience,
      region,
      ...sessionDefaults,
    };
    if (Buffer.byteLength(`https://${embedDomain}${origin.audience}`) > issuerAndAudienceMaxBytes) {
      throw new Error(`embedDomain and origin.audience exceed ${issuerAndAudienceMaxBytes} bytes together`);
    }
    const code = bundle(
      { 'viewer-request': 'lambdas/edge/viewer-request.ts' },
      {
        outdir: Stage.of(scope)?.outdir ?? 'cdk.out',
        target: edgeRuntime.target,
        define: {
          EMBED_EDGE_CONFIG: config,
          EMBED_TABLE_NAMES: Object.fromEntries(
            tables.map(({ name }) => [name, tableNameOf(name, environment)]),
          ),
        },
      },
    );
    const role = new Role(scope, `${id}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      functionName: edgeFunctionName,
      description: 'Verifies each request of a viewer before CloudFront does anything else with it',
      runtime: edgeRuntime.runtime,
      architecture: Architecture.X86_64,
      handler: 'index.handler',
      code: Code.fromAsset(code['viewer-request']),
      ...edgeLimits,
      role,
      // A name that is not Lambda's own is the same in every region.
      logGroup: LogGroup.fromLogGroupName(scope, `${id}-logs`, edgeLogGroupName),
      ...jsonLogs,
    });
    grantTableAccess(role, edgeAccess, environment);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-L1',
      reason: "The newest runtime that AWS's pages name for Lambda@Edge.",
    });
    const logStreams = `arn:aws:logs:*:${account}:log-group:${edgeLogGroupName}:*`;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logStreams],
      }),
    );
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${logStreams}]`,
      reason: 'It runs, and logs, in whatever region is next to the viewer; the log group is one by name.',
    });
  }
}
