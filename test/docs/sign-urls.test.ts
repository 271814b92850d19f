import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const integrate = new URL('../../docs/integrate/', import.meta.url);
const page = readFileSync(new URL('sign-urls.md', integrate), 'utf8');

it.each(readdirSync(new URL('sign/', integrate)))('shows %s as the file that the tests run', (file) => {
  const code = readFileSync(new URL(`sign/${file}`, integrate), 'utf8');
  expect(page).toContain(`\n${code.trimEnd()}\n\`\`\`\n`);
});
