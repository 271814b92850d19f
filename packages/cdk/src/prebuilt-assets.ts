import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationId } from '../../../shared/contract/operations.ts';

/** In the package, beside the code: what `npm run build:packages` built. */
const folder = join(import.meta.dirname, 'assets');

/** The folders of the functions' bundles and of the admin page. */
export type Assets = { operations: Readonly<Record<OperationId, string>>; edge: string; page: string };

export function prebuiltAssets(): Assets {
  const operations = join(folder, 'operations');
  return {
    operations: Object.fromEntries(
      readdirSync(operations).map((id) => [id, join(operations, id)]),
    ) as Assets['operations'],
    edge: join(folder, 'edge'),
    page: join(folder, 'page'),
  };
}
