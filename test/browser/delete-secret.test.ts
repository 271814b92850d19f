import { expect, it } from 'vitest';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { dateOf, showUsage } from '../support/secret-usage.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

it('shows what deleting a secret breaks: sessions, last use, and that no other is active', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id, secretKey } = await createSecret(callApi, 'Production');
  const ada = await openAs(admin, secretKey, 'Ada');
  const lastUsedAt = new Date().toISOString();
  const days = [{ date: dateOf(0), logins: 1, refused: 0 }];
  await showUsage(page, { [id]: { lastUsedAt, days, recent: [] } });
  await signIn();
  await page.getByRole('button', { name: 'Delete Production' }).click();
  await dialog.getByText('Update your applications first').waitFor();
  await dialog.getByText('1 active session will end.').waitFor();
  await dialog.getByText(/Last used: .*\d\d:\d\d:\d\d/).waitFor();
  await dialog.getByText('This is the only active secret').waitFor();

  await page.keyboard.press('Escape');
  await createSecret(callApi, 'Staging');
  await page.getByRole('button', { name: 'Delete Production' }).click();
  await dialog.getByText('1 active session will end.').waitFor();
  expect(await dialog.getByText('This is the only active secret').count()).toBe(0);
  await ada.leave();
});

it('deletes a secret although what it breaks can’t be shown', async () => {
  const { page, signIn, dialog, callApi } = admin;
  await createSecret(callApi, 'Leaked');
  await signIn();
  await page.route('**/embed/secrets/*', (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: 'Delete Leaked' }).click();
  await dialog.getByText('Couldn’t check what uses this secret.').waitFor();
  await dialog.getByRole('textbox').fill('Leaked');
  await page.keyboard.press('Enter');
  await page.getByText('Deleted “Leaked”.').first().waitFor();
});

it('offers to disable the secret instead, by keyboard', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id } = await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Delete Production' }).click();
  await dialog.getByRole('textbox').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Shift+Tab');
  await dialog.getByRole('button', { name: 'Disable instead' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: 'Disable “Production”?' }).waitFor();
  await dialog.getByRole('radio', { name: '5 minutes' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByText(/Disabled “Production” until/)
    .first()
    .waitFor();
  const { body } = await callApi('GET', `${secretsPath}/${id}`);
  expect(body.status).toBe('disabled');

  await page.getByRole('button', { name: 'Delete Production' }).click();
  await dialog.getByRole('button', { name: 'Disable instead' }).click();
  expect(await dialog.getByRole('radio').count()).toBe(1);
  await dialog.getByRole('button', { name: 'Disable secret' }).click();
  await page.getByText('Disabled “Production” until you enable it.').first().waitFor();
});
