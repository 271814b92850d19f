import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const docs = new URL('../../docs/', import.meta.url);

it('lists every page of the documentation in the sidebar of the site', () => {
  const config = readFileSync(new URL('.vitepress/config.ts', docs), 'utf8');
  const listed = [...config.matchAll(/page\([^)]+?, '\/([^']*)'\)/g)].map(([, link]) => link || 'index');
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => file.replace(/\.md$/, ''));
  expect(listed.sort()).toEqual(pages.sort());
});
