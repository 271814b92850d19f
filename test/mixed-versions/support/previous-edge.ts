import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ViewerHandler } from '../../support/edge.ts';

/**
 * The last version before secrets got a lifecycle: what may still verify while a deploy replicates, or after a
 * rollback. Move it forward when the rollback floor is raised (infra/data-version.json).
 */
const previousVersion = '9d77be8';

export type PreviousEdge = { handler: ViewerHandler; close: () => void };

/**
 * Builds the edge of the previous version from its own sources, with its own bundler settings, and loads it.
 *
 * @param config of that version: what the bundler puts in place of `EMBED_EDGE_CONFIG`
 * @throws if the repository's history doesn't have the version: a shallow clone needs `git fetch --unshallow`
 */
export function buildPreviousEdge(config: object): PreviousEdge {
  const folder = mkdtempSync(join(tmpdir(), 'embed-secrets-previous-'));
  const sources = join(folder, 'sources');
  mkdirSync(sources);
  const archive = execFileSync(
    'git',
    ['archive', previousVersion, 'infra', 'lambdas', 'shared', 'package.json'],
    {
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  execFileSync('tar', ['-x', '-C', sources], { input: archive });
  symlinkSync(join(process.cwd(), 'node_modules'), join(sources, 'node_modules'));
  const options = {
    outdir: folder,
    target: 'node22',
    define: { EMBED_EDGE_CONFIG: config, EMBED_SESSION_LENGTH_HOURS: 24 },
  };
  const build = `import { bundle } from './infra/bundle.ts';
    bundle({ 'viewer-request': 'lambdas/edge/viewer-request.ts' }, ${JSON.stringify(options)});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', build], { cwd: sources, stdio: 'pipe' });
  const { handler } = createRequire(import.meta.url)(join(folder, 'bundles/viewer-request/index.js')) as {
    handler: ViewerHandler;
  };
  return { handler, close: () => rmSync(folder, { recursive: true }) };
}
