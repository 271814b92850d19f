import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCodes } from '../../shared/contract/errors.ts';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

it('documents every error code with its status, and no other code', () => {
  const documented = [...page.matchAll(/^## (\w+)\n\n(\d{3})/gm)].map(([, code, status]) => [
    code,
    Number(status),
  ]);
  const defined = Object.entries(errorCodes).map(([code, { status }]) => [code, status]);
  expect(documented.sort()).toEqual(defined.sort());
});
