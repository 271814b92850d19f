import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** A project outside this repository that has nothing but what was installed into it. */
export type EmptyProject = { folder: string; remove: () => void };

/**
 * Makes an empty project and installs a package from its tarball, without network.
 *
 * @param options.dependencies installed from this repository's copy, packed like the package itself
 * @param options.linked available to the project, but not installed: frameworks and types of a test
 */
export function emptyProject(
  name: string,
  { dependencies = [], linked = [] }: { dependencies?: readonly string[]; linked?: readonly string[] } = {},
): EmptyProject {
  const folder = mkdtempSync(join(tmpdir(), 'embed-project-'));
  const pack = (source: string) =>
    npm(folder, ['pack', '--silent', '--pack-destination', folder, join(root, source)]).trim();
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const tarballs = [
    `dist/packages/${name}`,
    ...dependencies.map((dependency) => `node_modules/${dependency}`),
  ];
  // Peers are linked, not installed.
  const options = ['--offline', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
  npm(folder, ['install', ...options, ...tarballs.map(pack)]);
  for (const dependency of linked) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', dependency), link);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

const npm = (cwd: string, args: string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
