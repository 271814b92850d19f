import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ApiStack } from './api-stack.ts';
import { CanaryStack } from './canary-stack.ts';
import { environmentTag } from './constructs/admin-lookup.ts';
import { edgeRegions } from './constructs/edge-log-group.ts';
import { DataStack } from './data-stack.ts';
import { EdgeLogsStack } from './edge-logs-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { environmentOf } from './environment-schema.ts';
import { environments } from './environments.ts';
import { MonitoringStack } from './monitoring-stack.ts';
import { SignInStack } from './sign-in-stack.ts';
import { WebStack } from './web-stack.ts';

/** The folder of the built admin page. */
const builtPage = 'web/dist';

/**
 * Everything that runs in an environment.
 *
 * @param props.context as the CDK command line gives it: `environment` is its name; `web`, where it is given,
 *   the folder of the built admin page
 * @param table replaces {@link environments} in tests
 * @throws {NotDeployableError} if the environment can't be deployed
 */
export function embedSecrets(
  props: AppProps = {},
  table: Readonly<Record<string, unknown>> = environments,
): App {
  const app = new App(props);
  const environment = environmentOf(app.node.tryGetContext('environment'), table);
  const { account, region } = environment;
  const inRegion = (there: string) => ({
    env: { account, region: there },
    environment,
    terminationProtection: environment.retention.keepsData,
  });

  const data = new DataStack(app, 'EmbedSecretsData', inRegion(region));
  const api = new ApiStack(app, 'EmbedSecretsApi', inRegion(region));
  api.addStackDependency(data);
  const { OrganizationAdmin: admin, OrganizationViewer: viewer } = api.policies;
  const { signIn } = new SignInStack(app, 'EmbedSecretsSignIn', {
    ...inRegion(region),
    policies: { admin, viewer },
  });
  new WebStack(app, 'EmbedSecretsWeb', {
    ...inRegion(region),
    apiUrl: api.api.apiEndpoint,
    signIn,
    pageFolder: app.node.tryGetContext('web') ?? builtPage,
  });
  const monitoring = new MonitoringStack(app, 'EmbedSecretsMonitoring', inRegion(region));
  monitoring.addStackDependency(api);
  const edge = new EdgeStack(app, 'EmbedSecretsEdge', inRegion('us-east-1'));
  edge.addStackDependency(data);
  for (const edgeRegion of edgeRegions) {
    edge.addStackDependency(
      new EdgeLogsStack(app, `EmbedSecretsEdgeLogs-${edgeRegion}`, {
        ...inRegion(edgeRegion),
        retention: environment.retention,
      }),
    );
  }

  const canary = new CanaryStack(app, 'EmbedSecretsCanary', { ...inRegion(region), api: api.api });
  canary.addStackDependency(edge);

  Tags.of(app).add(environmentTag, environment.name, {
    // cfn-lint's schema of a dashboard has no tags.
    excludeResourceTypes: ['AWS::CloudWatch::Dashboard'],
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
