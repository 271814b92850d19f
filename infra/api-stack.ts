import { CfnOutput, Stack, type StackProps, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { PolicyName } from '../shared/policies.ts';
import { bundleOperations } from './bundle-functions.ts';
import { adminPageOrigin } from './constructs/admin-page-host.ts';
import { Alarms } from './constructs/alarms.ts';
import { addApiAlarms } from './constructs/api-alarms.ts';
import { addAuditAlarms } from './constructs/audit-alarms.ts';
import type { EmbedApi } from './constructs/embed-api.ts';
import { addEmbedOperations } from './constructs/embed-operations.ts';
import { addFunctionAlarms } from './constructs/function-alarms.ts';
import type { PrincipalPolicy } from './constructs/principal-policy.ts';
import type { Environment, EnvironmentName } from './environments.ts';

export type ApiStackProps = StackProps & { environment: Environment & { name: EnvironmentName } };

/** The API: each operation's route, function and grants, and a policy for each permission. */
export class ApiStack extends Stack {
  readonly api: EmbedApi;
  /** The managed policies, to attach to roles. */
  readonly policies: Readonly<Record<PolicyName, PrincipalPolicy>>;

  constructor(scope: Construct, id: string, { environment, ...props }: ApiStackProps) {
    super(scope, id, props);
    const { name, embedDomain, retention, sessionDefaults } = environment;
    const { api, policies, logGroups } = addEmbedOperations(this, {
      environmentName: name,
      code: bundleOperations(Stage.of(this)?.outdir ?? 'cdk.out'),
      embedDomain,
      ...sessionDefaults,
      allowedOrigin: adminPageOrigin(environment),
      tables: environment,
      retention,
    });
    this.api = api;
    this.policies = policies;

    const alarms = new Alarms(this, 'Alarms', environment);
    addApiAlarms(alarms, api);
    addFunctionAlarms(alarms);
    addAuditAlarms(alarms, logGroups);
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
    new CfnOutput(this, 'EmbedDomain', { value: environment.embedDomain });
  }
}
