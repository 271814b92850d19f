import { join } from 'node:path';
import { inject } from 'vitest';
import type { EnvironmentName } from '../../../infra/environments.ts';
import { resourceOf, templateOf, textOf } from '../../infra/support/templates.ts';
import type { DeployedFunction } from './assets.ts';

/**
 * The canary as its template deploys it.
 *
 * @param apiUrl what CloudFormation puts in place of the reference to the API
 */
export function deployedCanary(environment: EnvironmentName, apiUrl: string): DeployedFunction {
  const resource = resourceOf(templateOf(environment, 'EmbedSecretsCanary'), 'AWS::Lambda::Function');
  const { Metadata, Properties } = resource as unknown as {
    Metadata: { 'aws:asset:path': string };
    Properties: {
      Handler: string;
      MemorySize: number;
      Timeout: number;
      LoggingConfig: { LogFormat: string };
      Environment: { Variables: Record<string, unknown> };
    };
  };
  return {
    folder: join(inject('syntheses')[environment].outdir, Metadata['aws:asset:path']),
    handler: Properties.Handler,
    variables: Object.fromEntries(
      Object.entries(Properties.Environment.Variables).map(([name, value]) => [
        name,
        textOf(value, () => apiUrl),
      ]),
    ),
    memoryMb: Properties.MemorySize,
    timeoutSeconds: Properties.Timeout,
    logFormat: Properties.LoggingConfig.LogFormat,
  };
}
