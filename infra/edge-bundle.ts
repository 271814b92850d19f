import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeSettings } from '../lambdas/edge/viewer-request.ts';
import { bundle } from './bundle.ts';

/**
 * Bundles the verifier. It is the same in every environment; what it knows of its own is in `config.json` beside it.
 *
 * @returns the folder to upload
 */
export function edgeBundle(settings: EdgeSettings, outdir: string): string {
  const { 'viewer-request': folder } = bundle(
    { 'viewer-request': 'lambdas/edge/viewer-request.ts' },
    { outdir, target: 'node22' },
  );
  writeFileSync(join(folder, 'config.json'), JSON.stringify(settings));
  return folder;
}
