import type { Page } from 'playwright-core';
import type { SecretDetails } from '../../shared/contract/records.ts';

const dayMs = 86_400_000;

/** The date of some days ago, UTC. */
export const dateOf = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * dayMs).toISOString().slice(0, 10);

/** Shows other usage of secrets than the edge has counted. */
export const showUsage = (page: Page, usageOf: Record<string, SecretDetails['usage']>): Promise<void> =>
  showDetails(page, (details) => {
    const { usage = details.usage } = { usage: usageOf[details.id] };
    const { lastUsedAt } = usage;
    return { ...details, ...(lastUsedAt === undefined ? {} : { lastUsedAt }), usage };
  });

/** Shows other details of secrets than the API returns. */
export async function showDetails(
  page: Page,
  change: (details: SecretDetails) => SecretDetails,
): Promise<void> {
  await page.route('**/embed/secrets/*', async (route) => {
    if (route.request().method() !== 'GET') return await route.continue();
    const response = await route.fetch();
    if (!response.ok()) return await route.fulfill({ response });
    await route.fulfill({ response, json: change(await response.json()) });
  });
}
