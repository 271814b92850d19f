import { expect, it } from 'vitest';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

const row = (name: string) => admin.page.getByRole('row').filter({ hasText: name });
const names = () => admin.page.locator('tbody th').allInnerTexts();

it('disables a secret until it is enabled, by keyboard: its sessions are rejected, then continue', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  const ada = await openAs(admin, secretKey, 'Ada');
  await signIn();
  await row('Production').getByText('Active').waitFor();
  await page.getByRole('button', { name: 'Disable Production' }).focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('radio', { name: '5 minutes' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Disabled “Production” until you enable it.').first().waitFor();
  await row('Production').getByText('Disabled', { exact: true }).waitFor();
  expect(await ada.status()).toBe(403);

  await page.getByRole('button', { name: 'Enable Production' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: 'Enable “Production”?' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Enabled “Production”.').first().waitFor();
  await row('Production').getByText('Active').waitFor();
  expect(await ada.status()).toBe(200);
  await ada.leave();
});

it.each([
  ['5 minutes', /back in [45] minutes/],
  ['1 hour', /back in 1 hour/],
])('disables a secret for %s and shows when it is back', async (duration, status) => {
  const { page, signIn, dialog, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Disable Production' }).click();
  await dialog.getByRole('radio', { name: duration }).check();
  await dialog.getByRole('button', { name: 'Disable secret' }).click();
  await page
    .getByText(/Disabled “Production” until .*\d\d:\d\d:\d\d/)
    .first()
    .waitFor();
  await row('Production').getByText(status).waitFor();
});

it('shows by itself that a temporary disablement is over', async () => {
  const { page, signIn, callApi, run } = admin;
  await createSecret(callApi, 'Production');
  const { body } = await callApi('GET', secretsPath);
  const disabledUntil = new Date(Date.now() + 60_000).toISOString();
  const [secret] = body.records as { id: string }[];
  const records = [{ ...secret, status: 'disabled', disabledUntil }];
  await page.clock.install();
  const headers = { 'access-control-allow-origin': `http://127.0.0.1:${run.ports.web}` };
  await page.route(
    `**${secretsPath}`,
    (route) =>
      route.request().method() === 'GET' ? route.fulfill({ json: { records }, headers }) : route.continue(),
    // The preflight doesn't reach the route.
    { times: 1 },
  );
  await signIn();
  await row('Production').getByText('Disabled').waitFor();
  await page.clock.fastForward(66_000);
  await row('Production').getByText('Active').waitFor();
});

it('offers neither Disable nor Enable for a retired secret', async () => {
  const { page, signIn, callApi } = admin;
  const { id } = await createSecret(callApi, 'Old');
  await callApi('POST', `${secretsPath}/${id}/rotate`, { name: 'New', overlapHours: 0 });
  await signIn();
  await row('Old').getByText('Retired').waitFor();
  await page.getByRole('button', { name: 'Delete Old' }).waitFor();
  await page.getByRole('button', { name: 'Disable New' }).waitFor();
  expect(await page.getByRole('button', { name: /(En|Dis)able Old/ }).count()).toBe(0);
});

it('finds secrets by their status', async () => {
  const { page, signIn, callApi } = admin;
  const { id } = await createSecret(callApi, 'Leaked');
  await createSecret(callApi, 'Production');
  await callApi('POST', `${secretsPath}/${id}/disable`, {});
  await signIn();
  await page.getByRole('searchbox').fill('disabled');
  await page.getByText('1 match').first().waitFor();
  expect(await names()).toEqual(['Leaked']);
  await page.getByRole('searchbox').fill('Active');
  await expect.poll(names).toEqual(['Production']);
});

it('says that a secret was retired meanwhile, and shows it', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id } = await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Disable Production' }).click();
  await callApi('POST', `${secretsPath}/${id}/rotate`, { name: 'New', overlapHours: 0 });
  await dialog.getByRole('button', { name: 'Disable secret' }).click();
  await dialog.getByText('The secret is retired', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await row('Production').getByText('Retired').waitFor();
});
