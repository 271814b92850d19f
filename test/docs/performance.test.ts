import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { performancePage } from '../../bench/performance-page.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('docs/performance.md has the results of the last benchmark, unedited', () => {
  expect(read('docs/performance.md')).toBe(performancePage(JSON.parse(read('bench/results/latest.json'))));
});
