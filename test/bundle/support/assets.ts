import { join } from 'node:path';
import { inject } from 'vitest';
import type { EnvironmentName } from '../../../infra/environments.ts';
import { operations } from '../../../shared/operations.ts';
import { resourcesOf, templateOf } from '../../infra/support/templates.ts';

/** The folders that `cdk deploy` would upload: of each operation's function by its id, and of the edge's. */
export function assetsOf(environment: EnvironmentName): { api: Record<string, string>; edge: string } {
  const { outdir } = inject('syntheses')[environment];
  const folders = (stack: string): Record<string, string> =>
    Object.fromEntries(
      Object.values(resourcesOf(templateOf(environment, stack), 'AWS::Lambda::Function')).map((resource) => {
        const { Metadata } = resource as unknown as { Metadata: Record<string, string> };
        return [resource.Properties.Description, join(outdir, Metadata['aws:asset:path'] ?? '')];
      }),
    );
  const api = folders('EmbedSecretsApi');
  const [edge = ''] = Object.values(folders('EmbedSecretsEdge'));
  return {
    api: Object.fromEntries(operations.map(({ id, method, path }) => [id, api[`${method} ${path}`] ?? ''])),
    edge,
  };
}
