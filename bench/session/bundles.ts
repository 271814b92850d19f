import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { bundleEdge } from '../../infra/bundle-functions.ts';
import { edgeCode } from '../../infra/constructs/edge-code.ts';
import { tableNamesOf } from '../../infra/constructs/table-access.ts';
import { edgeConfig } from '../../test/support/edge.ts';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Builds the edge as it is deployed, the same without its network, and one on the AWS SDK's client.
 *
 * @returns the files to load
 */
export async function bundles(
  folder: string,
  dynamodbEndpoint: string,
): Promise<{ deployed: string; withoutNetwork: string; onSdk: string }> {
  const settings = { config: { ...edgeConfig, dynamodbEndpoint }, tableNames: tableNamesOf({}) };
  const code = edgeCode(bundleEdge(folder), settings, folder);
  cpSync(join(code, 'config.json'), join(folder, 'config.json'));
  const options: BuildOptions = {
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['./config.json'],
    logLevel: 'error',
  };
  const withoutNetwork = join(folder, 'without-network.cjs');
  await build({
    ...options,
    entryPoints: [join(here, '../../lambdas/edge/viewer-request.ts')],
    outfile: withoutNetwork,
    plugins: [
      {
        name: 'without-network',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\/connections\.ts$/ }, () => ({ path: join(here, 'connections.ts') })),
      },
    ],
  });
  const onSdk = join(folder, 'on-sdk.cjs');
  await build({ ...options, entryPoints: [join(here, 'sdk-edge.ts')], outfile: onSdk });
  return { deployed: join(code, 'index.js'), withoutNetwork, onSdk };
}
