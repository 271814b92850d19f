import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './package-files.ts';

/**
 * The licenses of what a bundle contains, which they require to be passed on.
 *
 * @param inputs the bundled files, as paths from the root
 * @throws {Error} if a package has neither a license text nor a license in its manifest
 */
export function bundledLicenses(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  const packagesByText = new Map<string, string[]>();
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined && !license) throw new Error(`${name} has no license`);
    const text = file === undefined ? '' : readFileSync(join(root, folder, file), 'utf8').trim();
    const sharing = packagesByText.get(text) ?? [];
    packagesByText.set(text, [...sharing, `- ${name} ${version}: ${license}`]);
  }
  const sections = [...packagesByText].map(([text, packages]) => `${packages.join('\n')}\n\n${text}`.trim());
  return `# Licenses of the packages in this one\n\n${sections.join('\n\n---\n\n')}\n`;
}
