import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export type CodeBlock = { language: string; code: string };

/** The code blocks of a page that name their language, as a reader would copy them. */
export const codeBlocks = (page: string): CodeBlock[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^( *)```(\w+)\n(.*?)\n\1```$/gms)].map(
    ([, indent = '', language = '', code = '']) => ({
      language,
      code: code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
