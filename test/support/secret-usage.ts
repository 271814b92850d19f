import type { Page } from 'playwright-core';
import type { SecretDetails } from '../../shared/contract/records.ts';

const dayMs = 86_400_000;

/** The date of some days ago, UTC. */
export const dateOf = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * dayMs).toISOString().slice(0, 10);

/** Shows other usage of secrets than the edge has counted. */
export async function showUsage(page: Page, usageOf: Record<string, SecretDetails['usage']>): Promise<void> {
  await page.route('**/embed/secrets/*', async (route) => {
    const secretId = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    const usage = usageOf[secretId];
    if (usage === undefined || route.request().method() !== 'GET') return await route.continue();
    const response = await route.fetch();
    const details: SecretDetails = await response.json();
    const { lastUsedAt } = usage;
    const lastUse = lastUsedAt === undefined ? {} : { lastUsedAt };
    await route.fulfill({ response, json: { ...details, ...lastUse, usage } });
  });
}
