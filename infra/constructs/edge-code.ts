import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EdgeSettings } from '../../lambdas/edge/config.ts';

/**
 * Puts the verifier's bundle and its configuration in one folder. The bundle is the same in every environment;
 * Lambda@Edge has no environment variables.
 *
 * @param bundle the folder of the bundle
 * @param outdir the cloud assembly
 * @returns the folder to upload
 */
export function edgeCode(bundle: string, settings: EdgeSettings, outdir: string): string {
  const text = JSON.stringify(settings);
  // One assembly can have several verifiers.
  const folder = join(outdir, 'edge', createHash('sha256').update(text).digest('hex').slice(0, 16));
  mkdirSync(folder, { recursive: true });
  cpSync(join(bundle, 'index.js'), join(folder, 'index.js'));
  writeFileSync(join(folder, 'config.json'), text);
  return folder;
}
