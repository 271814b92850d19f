import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { copyReadme, packageManifest, root } from './package-files.ts';

/** The two module systems: esbuild's name for each, and the extensions of its scripts and types. */
const formats = [
  { condition: 'import', format: 'esm', script: 'js', types: 'd.ts' },
  { condition: 'require', format: 'cjs', script: 'cjs', types: 'd.cts' },
] as const;

/**
 * Builds a package of functions: each entry as one ESM and one CommonJS file, with types for both.
 *
 * @param name the folder in `packages/`, and the name within the scope
 * @param entries subpath of the package → its source, whose folder has a `tsconfig.json`
 * @param external the packages that it imports when it runs; the code of others is built in. All by default
 */
export async function buildLibrary(
  name: string,
  entries: Readonly<Record<string, string>>,
  external?: readonly string[],
): Promise<void> {
  const source = join(root, 'packages', name);
  const target = join(root, 'dist/packages', name);
  const exports: Record<string, object> = {};
  mkdirSync(target, { recursive: true });
  for (const [subpath, entry] of Object.entries(entries)) {
    const output = subpath === '.' ? 'index' : basename(subpath);
    const conditions: Record<string, object> = {};
    for (const { condition, format, script, types } of formats) {
      await build({
        entryPoints: [join(source, entry)],
        outfile: join(target, `${output}.${script}`),
        bundle: true,
        format,
        platform: 'neutral',
        target: 'es2022',
        ...(external === undefined ? { packages: 'external' } : {}),
        external: ['node:*', ...(external ?? [])],
        // CommonJS knows its folder by another name.
        define: format === 'cjs' ? { 'import.meta.dirname': '__dirname' } : {},
        mainFields: ['module', 'main'],
        logLevel: 'warning',
      });
      const typesFile = copyTypes(join(source, entry), join(target, 'types'), types, script);
      conditions[condition] = { types: `./types/${typesFile}`, default: `./${output}.${script}` };
    }
    exports[subpath] = conditions;
  }
  writeFileSync(
    join(target, 'package.json'),
    `${JSON.stringify(packageManifest(name, { exports }), null, 2)}\n`,
  );
  copyReadme(name, target);
  cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
}

/**
 * Emits the declarations that an entry needs, and copies them with the extension of a module system: TypeScript
 * takes a `.d.cts` for CommonJS, a `.d.ts` for what the manifest's `type` says.
 *
 * @returns the entry's own, relative to the target
 */
function copyTypes(entry: string, target: string, types: string, script: string): string {
  const emitted = mkdtempSync(join(tmpdir(), 'embed-types-'));
  try {
    const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', root];
    execFileSync('tsc', ['-p', dirname(entry), ...options, '--outDir', emitted], { stdio: 'inherit' });
    return copyDeclaration(entry.slice(root.length + 1, -'.ts'.length));
  } finally {
    rmSync(emitted, { recursive: true });
  }

  function copyDeclaration(module: string): string {
    const text = readFileSync(join(emitted, `${module}.d.ts`), 'utf8');
    const file = `${module}.${types}`;
    mkdirSync(dirname(join(target, file)), { recursive: true });
    writeFileSync(
      join(target, file),
      text.replaceAll(/(['"])(\.\.?\/[^'"]+)\.ts\1/g, (_, quote, imported) => {
        copyDeclaration(join(dirname(module), imported));
        return `${quote}${imported}.${script}${quote}`;
      }),
    );
    return file;
  }
}
