import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scope } from './scope.ts';

export const root = join(import.meta.dirname, '..');

/** The manifest of a package as it is published: its own members, with the repository's version and license. */
export function packageManifest(name: string, members: object = {}): object {
  const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { version, license } = read(root);
  const { private: _, name: __, ...own } = read(join(root, 'packages', name));
  return { name: `${scope}/${name}`, version, license, ...own, ...members };
}

/** Copies a package's README, with the scope under which it is published. */
export function copyReadme(name: string, target: string): void {
  const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  writeFileSync(join(target, 'README.md'), readme.replaceAll('@embed-secrets/', `${scope}/`));
}
