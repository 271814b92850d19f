import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundledLicenses } from './bundled-licenses.ts';
import { copyReadme, packageManifest, root } from './package-files.ts';

/**
 * Builds a package of one command and bundles its dependencies, so that users run the versions that were tested, and no
 * other package runs with their credentials.
 *
 * @param name the folder in `packages/`, and the name within the scope
 * @param entry the command's source, from the root
 * @param command the name of its script
 */
export async function buildCommand(name: string, entry: string, command: string): Promise<void> {
  const target = join(root, 'dist/packages', name);
  mkdirSync(target, { recursive: true });
  const { metafile } = await build({
    entryPoints: { [command]: join(root, entry) },
    outdir: target,
    chunkNames: 'chunks/[hash]',
    bundle: true,
    // AWS's credential providers and the prompts are loaded only when they are needed.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    mainFields: ['module', 'main'],
    // For dependencies in CommonJS.
    banner: {
      js: "import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(packageManifest(name), null, 2)}\n`);
  writeFileSync(join(target, 'LICENSES.md'), bundledLicenses(Object.keys(metafile.inputs)));
  copyReadme(name, target);
  cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
}
