import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { canaryOrganizationId } from '../../lambdas/canary/canary-organization.ts';
import { type OperationId, operation } from '../../shared/contract/operations.ts';
import type { Alarms } from './alarms.ts';
import type { EmbedApi } from './embed-api.ts';
import { jsonLogs } from './json-logs.ts';
import { logGroupName } from './names.ts';
import { type LogRetention, ProtectedLogGroup } from './protected-log-group.ts';

const interval = Duration.minutes(5);

/** The operations that the canary calls, on its own organization. */
const calledOperations = ['list-secrets', 'create-secret', 'delete-secret'] as const satisfies OperationId[];

export type CanaryProps = {
  /** The folder of its bundle. */
  bundle: string;
  api: EmbedApi;
  embedDomain: string;
  retention: LogRetention;
  alarms: Alarms;
};

/**
 * Checks the environment from outside every five minutes: a function that creates a secret, opens a URL that it
 * signed, deletes the secret and expects 403. It isn't an operator or an admin of another organization: its role may
 * call three operations on one organization, and has no access to a table.
 */
export class Canary extends Construct {
  constructor(scope: Construct, id: string, { bundle, api, embedDomain, retention, alarms }: CanaryProps) {
    super(scope, id);
    const logGroup = new ProtectedLogGroup(this, 'Logs', {
      ...retention,
      logGroupName: logGroupName(this, 'canary'),
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const canary = new LambdaFunction(this, 'canary', {
      description: 'Checks the environment from outside',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromAsset(bundle),
      memorySize: 256,
      // Nine requests, most of which take a fraction of a second. If one hangs, the invocation fails.
      timeout: Duration.minutes(1),
      // A failed run is reported and not repeated: the next one starts in five minutes.
      retryAttempts: 0,
      role,
      logGroup,
      ...jsonLogs,
      environment: { EMBED_API_URL: api.apiEndpoint, EMBED_DOMAIN: embedDomain },
    });
    logGroup.grantWrite(role);
    grantInvoke(role, api);
    new Rule(this, 'Schedule', {
      schedule: Schedule.rate(interval),
      targets: [new LambdaTarget(canary, { retryAttempts: 0, maxEventAge: interval })],
    });
    alarms.addAlarm('canary-failed', {
      metric: canary.metricErrors({ statistic: 'Sum', period: interval }),
      threshold: 1,
      description: `The canary failed: the environment does not do its job. The log group ${logGroupName(this, 'canary')} names the step.`,
    });
    alarms.addAlarm('canary-stopped', {
      metric: canary.metricInvocations({ statistic: 'Sum', period: Duration.minutes(15) }),
      threshold: 1,
      when: 'below',
      whenMissing: true,
      description: "The canary hasn't run for 15 minutes, so nothing checks the environment.",
    });
  }
}

/** Matches any secret's ID: `?` is one character of a ULID, while `*` would match any length, slashes included. */
const anySecretId = '?'.repeat(26);

/** Allows the role to call the canary's operations on its organization. */
function grantInvoke(role: Role, api: EmbedApi): void {
  const resources = calledOperations.map((id) => {
    const { method, path } = operation(id);
    const resource = path
      .replace('{organizationId}', canaryOrganizationId)
      .replace('{secretId}', anySecretId);
    return api.invocationArn(`${method}${resource}`);
  });
  role.addToPolicy(new PolicyStatement({ actions: ['execute-api:Invoke'], resources }));
}
