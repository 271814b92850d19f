import { describe, expect, it } from 'vitest';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();
const names = () => admin.page.locator('tbody th').allInnerTexts();

describe('the name of a secret', () => {
  it('may be used twice, with a warning', async () => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn();
    await page.getByText('Production').waitFor();
    await page.getByRole('button', { name: 'Create secret' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(' production');
    await dialog.getByText('Another secret has this name.').waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: '“production” is active' }).waitFor();
  });

  it('causes no warning when it is that of the secret being edited', async () => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn();
    await page.getByRole('button', { name: 'Edit Production' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Production ');
    expect(await dialog.getByText('Another secret has this name.').count()).toBe(0);
  });

  it('can’t hide or reorder characters', async () => {
    const { page, signIn, dialog } = admin;
    await signIn();
    await page.getByRole('button', { name: 'Create secret' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Prod\u202Enoitcu');
    await page.keyboard.press('Enter');
    await dialog.getByText('The name must have no line separators or bidirectional controls.').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Prod\u200Buction');
    await dialog.getByText('The name must have no invisible characters.').waitFor();
  });

  it('sorts in natural order', async () => {
    const { page, signIn, callApi } = admin;
    for (const name of ['Key 10', 'key 2', 'Key 1']) await createSecret(callApi, name);
    await signIn();
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    expect(await names()).toEqual(['Key 1', 'key 2', 'Key 10']);
  });
});

it.each(['the last 4 characters', 'the whole key with white space'])('finds a secret by %s', async (what) => {
  const { page, signIn, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  await createSecret(callApi, 'Staging');
  await signIn();
  await page.getByText('Production').waitFor();
  const whole = ` ${secretKey.slice(0, 10)}\u00A0${secretKey.slice(10)} `;
  await page.getByRole('searchbox').fill(what === 'the last 4 characters' ? secretKey.slice(-4) : whole);
  await page.getByText('1 match').first().waitFor();
  expect(await names()).toEqual(['Production']);
});

it('announces the limit of 50 secrets before it is reached', async () => {
  const { page, signIn, callApi } = admin;
  for (let number = 1; number <= 48; number++) await createSecret(callApi, `Secret ${number}`);
  await signIn();
  await page.getByText('(48/50)').waitFor();
  await page.getByText('You can create 2 more secrets. The maximum is 50.').waitFor();
  await createSecret(callApi, 'Secret 49');
  await createSecret(callApi, 'Secret 50');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page
    .getByText('You have 50 secrets, the maximum. Delete one to create another.')
    .filter({ visible: true })
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Create secret' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
});
