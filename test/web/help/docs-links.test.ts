import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { slug } from '../../../web/docs-pages.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

const links = [
  ...read('web/src/help/help-content.tsx').matchAll(/page="([\w-]+)"(?: section="([\w-]+)")?/g),
].map(([, page = '', section]) => [page, section] as const);

it('has links to check', () => {
  expect(links.length).toBeGreaterThan(5);
});

it.each(links)('links to %s, section %s, which the documentation has', (page, section) => {
  const headings = [...read(`docs/${page}.md`).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    slug(heading),
  );
  if (section !== undefined) expect(headings).toContain(section);
});
