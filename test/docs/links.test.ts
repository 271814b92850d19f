import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { documents } from './documents.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const anchorsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

it.each(documents(root))('every link of %s leads to a file, and to a heading of it', (document) => {
  const text = readFileSync(join(root, document), 'utf8').replace(/```.*?```/gs, '');
  const targets = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target = '']) => target);
  for (const target of targets) {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? join(root, document) : join(root, dirname(document), path);
    expect(existsSync(file), `${document}: ${target}`).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(file), `${document}: ${target}`).toContain(anchor);
  }
});
