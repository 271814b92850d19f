import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

it('adds less than 2 KB to a host page: mountEmbed, minified', async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export { mountEmbed } from './dist/packages/signer/browser.js'", resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const sizes = outputFiles.map(({ contents }) => [contents.length, gzipSync(contents).length]);
  for (const size of sizes.flat()) expect(size).toBeLessThan(2048);
});
