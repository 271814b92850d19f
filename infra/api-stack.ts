import { CfnOutput, Duration, Stack, type StackProps, Stage } from 'aws-cdk-lib';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type Operation, operations } from '../shared/contract/operations.ts';
import type { PolicyName } from '../shared/policies.ts';
import { bundle } from './bundle.ts';
import { Alarms } from './constructs/alarms.ts';
import { addAuditAlarms } from './constructs/audit-alarms.ts';
import { EmbedApi } from './constructs/embed-api.ts';
import { addFunctionAlarms } from './constructs/function-alarms.ts';
import { OperationFunction } from './constructs/operation-function.ts';
import { PrincipalPolicy } from './constructs/principal-policy.ts';
import { adminPageOrigin, type Environment } from './environments.ts';
import { writeOperationEntries } from './operation-entries.ts';

/** The API: each operation's route, function and grants, and a policy for each permission. */
export class ApiStack extends Stack {
  readonly api: EmbedApi;
  /** The managed policies, to attach to roles. */
  readonly policies: Readonly<Record<PolicyName, PrincipalPolicy>>;

  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    super(scope, id, props);
    const { retention, sessionDefaults } = environment;
    const all: readonly Operation[] = operations;

    const outdir = Stage.of(this)?.outdir ?? 'cdk.out';
    const entries = writeOperationEntries(
      all.map(({ id }) => id),
      outdir,
    );
    const code = bundle(entries, { outdir, target: 'node24' });
    this.api = new EmbedApi(this, 'Api', { allowedOrigin: adminPageOrigin(environment), retention });
    const logGroups: Record<string, ILogGroup> = {};
    for (const operation of all) {
      const handler = new OperationFunction(this, {
        operation,
        code: code[operation.id] ?? '',
        tables: environment,
        retention,
        variables: {
          EMBED_DOMAIN: environment.embedDomain,
          EMBED_HOST_PROOF: 'required',
          EMBED_SESSION_LENGTH_HOURS: `${sessionDefaults.sessionLengthHours}`,
        },
      });
      this.api.addOperation(operation, handler);
      logGroups[operation.id] = handler.logGroup;
    }
    const policy = (name: PolicyName) => new PrincipalPolicy(this, name, this.api);
    this.policies = {
      OrganizationAdmin: policy('OrganizationAdmin'),
      OrganizationServer: policy('OrganizationServer'),
      EmbeddedApplication: policy('EmbeddedApplication'),
      Operator: policy('Operator'),
      OrganizationViewer: policy('OrganizationViewer'),
    };

    const alarms = new Alarms(this, 'Alarms', environment);
    alarms.addAlarm('api-server-errors', {
      metric: this.api.metricServerError({ statistic: 'Sum', period: Duration.minutes(5) }),
      threshold: 1,
      description:
        'The API responded 5xx. The access log has the request IDs; the functions log the reasons.',
    });
    addFunctionAlarms(alarms);
    addAuditAlarms(alarms, logGroups);
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
    new CfnOutput(this, 'EmbedDomain', { value: environment.embedDomain });
  }
}
