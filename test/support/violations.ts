import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** The accessibility rules that the page violates, with the elements that violate them. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  // The embedded application isn't part of the admin page.
  const found = (await page.evaluate("axe.run({ exclude: [['iframe']] })")) as AxeResults;
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' ')}`,
  );
}
