import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** Bundles a sample's browser script when it is first needed. Your application does this in its build. */
export function browserScript(source: URL): () => string {
  let script: string | undefined;
  return () => {
    script ??= buildSync({
      entryPoints: [fileURLToPath(source)],
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      logLevel: 'silent',
    })
      .outputFiles.map(({ text }) => text)
      .join('');
    return script;
  };
}
