import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { bundleEdge, bundleOperations } from '../infra/bundle-functions.ts';

/** Builds what the construct deploys: the bundles of the functions and the admin page, without source maps. */
export async function buildCdkAssets(target: string): Promise<void> {
  const built = mkdtempSync(join(tmpdir(), 'embed-assets-'));
  try {
    for (const [id, folder] of Object.entries(bundleOperations(built))) {
      cpSync(folder, join(target, 'operations', id), { recursive: true });
    }
    cpSync(bundleEdge(built), join(target, 'edge'), { recursive: true });
  } finally {
    rmSync(built, { recursive: true });
  }
  await build({ root: 'web', logLevel: 'error', build: { outDir: join(process.cwd(), target, 'page') } });
}
