import { expect, it } from 'vitest';
import type { ListedSecret } from '../../shared/contract/records.ts';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { dateOf } from '../support/secret-usage.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

const row = (name: string) => admin.page.getByRole('row').filter({ hasText: name });
const sparkline = (name: string) => row(name).getByRole('img');

/** Shows other usage in the list of secrets than the edge has counted. */
async function listUsage(change: (record: ListedSecret) => ListedSecret): Promise<void> {
  await admin.page.route(`**${secretsPath}`, async (route) => {
    if (route.request().method() !== 'GET') return await route.continue();
    const response = await route.fetch();
    const { records } = (await response.json()) as { records: ListedSecret[] };
    await route.fulfill({ response, json: { records: records.map(change) } });
  });
}

it('shows the logins of each secret, in words too, and none of an unused one', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  await createSecret(callApi, 'Unused');
  const ada = await openAs(admin, secretKey, 'Ada');
  await signIn();
  await row('Production').getByText('now').or(row('Production').getByText(/ago$/)).first().waitFor();
  expect(await sparkline('Production').getAttribute('aria-label')).toBe(
    '1 login in the last 30 days, 1 today',
  );
  await row('Unused').getByText('None recorded').waitFor();
  expect(await sparkline('Unused').count()).toBe(0);

  // A change of the secret doesn't change its usage.
  await page.getByRole('button', { name: 'Disable Production' }).click();
  await dialog.getByRole('button', { name: 'Disable secret' }).click();
  await row('Production')
    .getByText(/^Disabled/)
    .waitFor();
  expect(await sparkline('Production').count()).toBe(1);
  await ada.leave();
});

it('draws a bar for each day, as high as its logins', async () => {
  const { signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await listUsage((record) => ({
    ...record,
    usage: {
      days: [
        { date: dateOf(0), logins: 1500, refused: 0 },
        { date: dateOf(29), logins: 750, refused: 0 },
        { date: dateOf(30), logins: 10_000, refused: 0 },
      ],
    },
  }));
  await signIn();
  await sparkline('Production').waitFor();
  const {
    0: first,
    1: second,
    29: last,
  } = await sparkline('Production')
    .locator('rect')
    .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))));
  expect([first, second, last]).toEqual([9, 0.5, 18]);
  expect(await sparkline('Production').getAttribute('aria-label')).toMatch(/^2,250 logins.*, 1,500 today$/);
});

it('lists secrets whose counters can’t be read, and doesn’t call them unused', async () => {
  const { signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await listUsage(({ usage: _, lastUsedAt: __, ...record }) => record);
  await signIn();
  await row('Production').getByText('Unavailable').waitFor();
  expect(await row('Production').getByText('None recorded').count()).toBe(0);
});
