import { expect, it } from 'vitest';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

const row = (name: string) =>
  admin.page.getByRole('row').filter({ has: admin.page.getByRole('link', { name, exact: true }) });

it('rotates a secret by keyboard: both work until the old one retires', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Rotate Production' }).focus();
  await page.keyboard.press('Enter');
  const name = dialog.getByRole('textbox', { name: 'Name of the new secret' });
  await name.and(page.locator(':focus')).waitFor();
  expect(await name.inputValue()).toBe('Production 2');
  await page.keyboard.press('Tab');
  await dialog.getByRole('radio', { name: 'In 24 hours' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await dialog.getByRole('heading', { name: '“Production 2” replaces “Production”' }).waitFor();
  await dialog.getByText('Sign a URL on your server').waitFor();
  await dialog.getByRole('button', { name: 'Copy secret key' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  const newKey = await dialog.getByText(/^esk_[A-Za-z0-9]{28}$/).innerText();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(newKey);
  await page.keyboard.press('Escape');

  await row('Production').getByText('in 7 days').waitFor();
  await row('Production 2').getByText('Active').waitFor();
  for (const key of [secretKey, newKey]) {
    const viewer = await openAs(admin, key, 'Ada');
    expect(await viewer.status()).toBe(200);
    await viewer.leave();
  }
});

it('retires the old secret at once when its key leaked', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Leaked');
  const viewer = await openAs(admin, secretKey, 'Ada');
  await signIn();
  await page.getByRole('button', { name: 'Rotate Leaked' }).click();
  await dialog.getByRole('radio', { name: 'Now' }).check();
  await dialog.getByRole('button', { name: 'Rotate secret' }).click();
  await dialog.getByRole('heading', { name: /replaces “Leaked”/ }).waitFor();
  expect(await viewer.status()).toBe(403);
  await viewer.leave();
});

it('creates one secret only, and finds its key, if the response is lost and the admin retries', async () => {
  const { page, signIn, dialog, callApi, run } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Rotate Production' }).click();
  let isLost = false;
  await page.route(`http://127.0.0.1:${run.ports.api}/**/rotate`, async (route) => {
    if (isLost) return await route.continue();
    isLost = true;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await dialog.getByRole('button', { name: 'Rotate secret' }).click();
  await dialog.getByText('Can’t reach the API').waitFor();
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await dialog.getByText(/^esk_[A-Za-z0-9]{28}$/).waitFor();
  const { body } = await callApi('GET', secretsPath);
  expect(body.records).toHaveLength(2);
});

it('rejects a name that the API would reject, next to the field', async () => {
  const { page, signIn, dialog, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Rotate Production' }).click();
  await dialog.getByRole('textbox').fill(' ');
  await page.keyboard.press('Enter');
  await dialog.getByText('The name must not be blank.').waitFor();
});

it('offers to compare instead of a second rotation', async () => {
  const { page, signIn, callApi } = admin;
  const { id } = await createSecret(callApi, 'Production');
  await callApi('POST', `${secretsPath}/${id}/rotate`, { name: 'Production 2' });
  await signIn();
  await page.getByRole('link', { name: 'Compare Production with its replacement' }).click();
  await page.getByRole('heading', { name: 'Rotation' }).waitFor();
  expect(await page.getByRole('button', { name: 'Rotate Production' }).count()).toBe(0);
});
