import { expect, it } from 'vitest';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

const names = () => admin.page.locator('tbody th, tbody td:nth-child(2)').allInnerTexts();
const clipboard = () => admin.page.evaluate('navigator.clipboard.readText()');

/** The response to a viewer who opens a URL signed with this key. */
async function openWith(secretKey: string) {
  const host = `acme.embed.localhost:${admin.run.ports.edge}`;
  const claims = { contentPath: '/dashboards/sales', externalId: 'ada', name: 'Ada' };
  const viewer = await admin.context.newPage();
  const url = signLoginUrl({ secretKey, host, claims }).replace(/^https/, 'http');
  const response = await viewer.goto(url);
  const text = await viewer.locator('body').innerText();
  await viewer.close();
  return { status: response?.status(), text };
}

it('explains secrets in an empty list and starts creating one', async () => {
  const { page, signIn, dialog } = admin;
  await signIn();
  await page.getByText('No secrets').waitFor();
  await page.getByRole('button', { name: 'Create your first secret' }).click();
  await dialog.getByRole('heading', { name: 'Create secret' }).waitFor();
});

it('creates a secret whose shown key is the key copied and the key that signs', async () => {
  const { page, signIn, dialog } = admin;
  await signIn();
  await page.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Production');
  await page.keyboard.press('Enter');

  await dialog.getByRole('heading', { name: '“Production” is active' }).waitFor();
  const shown = await dialog.getByText(/^esk_[A-Za-z0-9]{28}$/).innerText();
  await dialog.getByRole('button', { name: 'Copy secret key' }).click();
  await dialog.getByText('Copied').waitFor();
  expect(await clipboard()).toBe(shown);
  expect(await openWith(shown)).toMatchObject({ status: 200, text: expect.stringContaining('Ada') });

  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Created “Production”. It’s active.').first().waitFor();
  await page.getByRole('button', { name: 'Create secret' }).and(page.locator(':focus')).waitFor();
  expect(await names()).toEqual(['Production']);
});

it('rejects a name that the API would reject, next to the field', async () => {
  const { page, signIn, dialog } = admin;
  await signIn();
  await page.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('   ');
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByText('The name must not be blank.').waitFor();
});

it("keeps a dialog's input on a click outside and closes it on Escape", async () => {
  const { page, signIn, dialog } = admin;
  await signIn();
  const opener = page.getByRole('button', { name: 'Create secret' });
  await opener.click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Half-filled');
  await page.mouse.click(5, 5);
  expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Half-filled');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await opener.and(page.locator(':focus')).waitFor();
});

it('lists the newest first, sorts by name and filters by name', async () => {
  const { page, signIn, callApi } = admin;
  for (const name of ['Beta', 'alpha', 'Gamma']) await createSecret(callApi, name);
  await signIn();
  await page.getByText('Gamma').waitFor();
  expect(await names()).toEqual(['Gamma', 'alpha', 'Beta']);
  await page.getByRole('button', { name: 'Name' }).click();
  expect(await names()).toEqual(['alpha', 'Beta', 'Gamma']);

  await page.getByRole('searchbox').fill('AMM');
  await page.getByText('1 match').first().waitFor();
  expect(await names()).toEqual(['Gamma']);
  await page.getByRole('searchbox').fill('nothing');
  await page.getByRole('button', { name: 'Clear filter' }).click();
  expect(await names()).toHaveLength(3);
});

it('shows on hover and focus when a secret was created and by whom', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  const tooltip = page.getByRole('tooltip');
  await page.getByText('just now').hover();
  await tooltip.getByText(/\d\d:\d\d:\d\d/).waitFor();
  await tooltip.getByText(/^Created by .*OrganizationAdmin\/acme-admin$/).waitFor();
  await page.mouse.move(0, 0);
  await tooltip.waitFor({ state: 'detached' });
  await page.getByText('just now').focus();
  await tooltip.getByText(/^Created by /).waitFor();
});

it('renames a secret and keeps its key', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Prodution');
  await signIn();
  await page.getByRole('button', { name: 'Edit Prodution' }).click();
  await dialog.getByText(/can’t be changed/).waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Production');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Renamed “Prodution” to “Production”. The key didn’t change.').first().waitFor();
  expect(await names()).toEqual(['Production']);
  expect(await openWith(secretKey)).toMatchObject({ status: 200 });
});

it('offers to create a new secret instead of changing a key', async () => {
  const { page, signIn, dialog, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Edit Production' }).click();
  await dialog.getByRole('button', { name: 'Create a new secret' }).click();
  await dialog.getByRole('heading', { name: 'Create secret' }).waitFor();
});

it('reveals a key in a dialog and returns the focus', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  await signIn();
  const opener = page.getByRole('button', { name: 'Reveal the key of Production' });
  await opener.click();
  await dialog.getByText(secretKey, { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await opener.and(page.locator(':focus')).waitFor();
});

it('copies a key without showing it', async () => {
  const { page, signIn, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Copy the key of Production' }).click();
  await page.getByText('Copied').waitFor();
  expect(await clipboard()).toBe(secretKey);
  expect(await page.content()).not.toContain(secretKey);
});

it("shows another admin's changes on Refresh", async () => {
  const { page, signIn, callApi } = admin;
  await signIn();
  await page.getByText('No secrets').waitFor();
  await createSecret(callApi, 'Production');
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('Production').waitFor();
});

it('deletes a secret after its name was typed and rejects what it signed with 403', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  await createSecret(callApi, 'Staging');
  await signIn();
  await page.getByRole('button', { name: 'Delete Production' }).click();
  await dialog.getByText(/rejected\s+immediately \(403\)/).waitFor();
  const action = dialog.getByRole('button', { name: 'Delete secret' });
  expect(await action.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Staging');
  expect(await action.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Production');
  await action.click();

  await page
    .getByText(/Deleted “Production”. Revoked at .*\d\d:\d\d:\d\d/)
    .first()
    .waitFor();
  expect(await names()).toEqual(['Staging']);
  expect(await openWith(secretKey)).toMatchObject({ status: 403 });
});

it('survives the focus leaving a copy button after copying', async () => {
  const { page, signIn, dialog, callApi, consoleLines } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Copy the key of Production' }).click();
  await page.getByText('Copied').waitFor();
  await page.keyboard.press('Tab');
  await page.getByText('Copied').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Copy the key of Production' }).click();
  await page.getByText('Copied').waitFor();
  await page.getByRole('button', { name: 'Delete Production' }).click();
  await dialog.getByRole('heading', { name: 'Delete “Production”?' }).waitFor();
  expect(consoleLines).toEqual([]);
});

it('doesn’t claim that input was kept where nothing was entered', async () => {
  const { page, signIn, run } = admin;
  await page.route(`http://127.0.0.1:${run.ports.api}/**`, (route) => route.abort());
  await signIn();
  await page.getByText('Can’t reach the API').waitFor();
  expect(await page.getByText(/is kept/).count()).toBe(0);
});
