import { expect, it } from 'vitest';
import { createSecret, webUrl } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

const apiDown = () =>
  admin.page.route(`http://127.0.0.1:${admin.run.ports.api}/**`, (route) => route.abort('connectionrefused'));
const apiUp = () => admin.page.unrouteAll();

it('tells an admin of another organization that access is denied and links to their own', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn('globex-admin', '#/acme/secrets');
  await page.getByText('globex-admin isn’t allowed to manage Embed for acme').waitFor();
  expect(await page.getByText('Production').count()).toBe(0);
  await page.getByRole('link', { name: 'Go to globex' }).click();
  await page.getByText('No secrets').waitFor();
  expect(page.url()).toBe(`${webUrl(admin.run)}/#/globex/secrets`);
});

it.each([
  ['acme-server', 'acme-server isn’t allowed to manage Embed for acme'],
  ['initech-admin', 'Embed is off for initech'],
])('explains to %s why access is denied', async (principal, message) => {
  const { page, signIn } = admin;
  await signIn(principal);
  await page.getByText(message).waitFor();
});

it('tells an operator to sign in as an organization admin', async () => {
  const { page } = admin;
  await page.goto(webUrl(admin.run));
  await page.getByRole('radio', { name: 'operator' }).check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('operator isn’t a member of an organization').waitFor();
});

it('reports that the API is down and loads the list on Retry', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await apiDown();
  await signIn();
  await page.getByText('Can’t reach the API').waitFor();
  await apiUp();
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByText('Production').waitFor();
});

it("keeps a dialog's input when the API is down", async () => {
  const { page, signIn, dialog } = admin;
  await signIn();
  await page.getByText('No secrets').waitFor();
  await page.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Partner Integration');
  await apiDown();
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByText('Can’t reach the API').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Partner Integration');
  await apiUp();
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await dialog.getByRole('heading', { name: '“Partner Integration” is active' }).waitFor();
});

it("shows the API's error message with the request ID", async () => {
  const { page, signIn, dialog, callApi } = admin;
  for (let number = 1; number <= 49; number++) await createSecret(callApi, `Secret ${number}`);
  await signIn();
  await page.getByRole('button', { name: 'Create secret' }).click();
  await createSecret(callApi, 'Another admin was faster');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('One more');
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByText('at most 50 secrets').waitFor();
  await dialog.getByText(/^Request ID: [0-9a-f-]{36}$/).waitFor();
});

it('signs out on reload, because credentials are kept in memory only', async () => {
  const { page, signIn } = admin;
  await signIn('acme-admin', '#/acme/settings');
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(page.url()).toContain('#/acme/settings');
});
