import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OperationId, operations } from '../shared/contract/operations.ts';
import { tablesOf } from '../shared/table-access.ts';
import { bundle } from './bundle.ts';

/** Bundles the functions of the API. @returns the folder of each operation's bundle */
export function bundleOperations(outdir: string): Record<OperationId, string> {
  const folder = join(outdir, 'entries');
  mkdirSync(folder, { recursive: true });
  const entries = operations.map(({ id }) => [id, writeEntry(id, folder)] as const);
  return bundle(Object.fromEntries(entries) as Record<OperationId, string>, { outdir, target: 'node24' });
}

/** Bundles the verifier. @returns the folder of its bundle, which lacks its configuration */
export const bundleEdge = (outdir: string): string =>
  bundle({ 'viewer-request': 'lambdas/edge/viewer-request.ts' }, { outdir, target: 'node22' })[
    'viewer-request'
  ];

/** Bundles the canary. @returns the folder of its bundle */
export const bundleCanary = (outdir: string): string =>
  bundle({ canary: 'lambdas/canary/canary.ts' }, { outdir, target: 'node24' }).canary;

/** Writes the entry point of an operation's bundle: the operation, and what turns it into a Lambda handler. */
function writeEntry(id: OperationId, folder: string): string {
  const file = join(folder, `${id}.js`);
  const lines = [
    `import operation from ${source(id)};`,
    `import { lambdaHandler } from ${source('lambda')};`,
    `export const handler = lambdaHandler(operation, ${JSON.stringify(tablesOf(id))});`,
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
}

const source = (name: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../lambdas/api/${name}.ts`, import.meta.url)));
