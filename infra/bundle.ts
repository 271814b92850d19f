import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Credential providers that the SDK tries only if the variables that Lambda sets are missing. They make up a fifth of a
 * bundle, and the runtime includes them in case they are needed.
 */
const neverUsedInLambda = ['ini', 'login', 'process', 'sso', 'web-identity'].map(
  (source) => `@aws-sdk/credential-provider-${source}`,
);

/** Read when a function starts, from its own folder. */
const settingsFile = './config.json';

export type BundleOptions = {
  /** The cloud assembly; bundles go to `bundles/<id>`, their source maps to `source-maps/<id>.js.map`. */
  outdir: string;
  /** The Node.js of the Lambda runtime. */
  target: 'node22' | 'node24';
};

/**
 * Bundles Lambda functions, each to one minified file in its own folder, all in one build. Source maps are
 * written elsewhere, because they contain our sources and would be most of what a cold start loads.
 *
 * @param entryPoints function id → its file, absolute or from the repository's root
 * @returns function id → the folder to upload; its handler is `index.handler`
 */
export function bundle<Id extends string>(
  entryPoints: Readonly<Record<Id, string>>,
  { outdir, target }: BundleOptions,
): Record<Id, string> {
  const bundles = join(outdir, 'bundles');
  const { outputFiles } = buildSync({
    entryPoints: Object.fromEntries(
      Object.entries<string>(entryPoints).map(([id, file]) => [`${id}/index`, resolve(root, file)]),
    ),
    absWorkingDir: root,
    outdir: bundles,
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    target,
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: [...neverUsedInLambda, settingsFile],
    sourcemap: 'external',
    logLevel: 'error',
  });
  for (const { path, contents } of outputFiles) {
    const file = path.endsWith('.map') ? sourceMapFile(outdir, path) : path;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents);
  }
  return Object.fromEntries(Object.keys(entryPoints).map((id) => [id, join(bundles, id)])) as Record<
    Id,
    string
  >;
}

const sourceMapFile = (outdir: string, path: string): string =>
  join(outdir, 'source-maps', `${basename(dirname(path))}.js.map`);
