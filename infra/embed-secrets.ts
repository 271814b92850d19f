import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ApiStack } from './api-stack.ts';
import { edgeRegions } from './constructs/edge-log-group.ts';
import { DataStack } from './data-stack.ts';
import { EdgeLogsStack } from './edge-logs-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { environmentOf } from './environments.ts';

/**
 * Everything that runs in an environment.
 *
 * @param name of the environment
 * @param options.outdir where the cloud assembly goes, if not where the CDK command line says
 * @throws {EnvironmentError} when the environment cannot be deployed
 */
export function embedSecrets(name: unknown, { outdir }: { outdir?: string } = {}): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  const environment = environmentOf(name ?? app.node.tryGetContext('environment'));
  const { account, region } = environment;
  const inRegion = (there: string) => ({
    env: { account, region: there },
    environment,
    terminationProtection: environment.retention.keepsData,
  });

  const data = new DataStack(app, 'EmbedSecretsData', inRegion(region));
  const api = new ApiStack(app, 'EmbedSecretsApi', inRegion(region));
  api.addStackDependency(data);
  const edge = new EdgeStack(app, 'EmbedSecretsEdge', inRegion('us-east-1'));
  edge.addStackDependency(data);
  for (const edgeRegion of edgeRegions) {
    edge.addStackDependency(
      new EdgeLogsStack(app, `EmbedSecretsEdgeLogs-${edgeRegion}`, inRegion(edgeRegion)),
    );
  }

  Tags.of(app).add('embed-secrets:environment', environment.name);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
