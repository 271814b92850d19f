import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OperationId } from '../shared/contract/operations.ts';
import { tablesOf } from '../shared/table-access.ts';

const source = (name: string): string =>
  JSON.stringify(fileURLToPath(new URL(`../lambdas/api/${name}.ts`, import.meta.url)));

/**
 * Writes the entry point of each operation's bundle: it turns the operation into a Lambda handler.
 *
 * @param outdir the cloud assembly; entry points go to `entries/<id>.js`
 * @returns operation id → its entry point
 */
export function writeOperationEntries(ids: readonly OperationId[], outdir: string): Record<string, string> {
  const folder = join(outdir, 'entries');
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(
    ids.map((id) => {
      const file = join(folder, `${id}.js`);
      const lines = [
        `import operation from ${source(id)};`,
        `import { lambdaHandler } from ${source('lambda')};`,
        `export const handler = lambdaHandler(operation, ${JSON.stringify(tablesOf(id))});`,
      ];
      writeFileSync(file, lines.join('\n'));
      return [id, file];
    }),
  );
}
