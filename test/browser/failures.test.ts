import { expect, it } from 'vitest';
import { createSecret, webUrl } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

const apiDown = () =>
  admin.page.route(`http://127.0.0.1:${admin.run.ports.api}/**`, (route) => route.abort('connectionrefused'));
const apiUp = () => admin.page.unrouteAll();

it("says clearly that another organization's admin may not manage this one, and shows the way home", async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn('globex-admin', '#/acme/secrets');
  await page.getByText('globex-admin may not manage Embed for acme').waitFor();
  expect(await page.getByText('Production').count()).toBe(0);
  await page.getByRole('link', { name: 'Go to globex' }).click();
  await page.getByText('No secrets yet').waitFor();
  expect(page.url()).toBe(`${webUrl(admin.run)}/#/globex/secrets`);
});

it.each([
  ['acme-server', 'acme-server may not manage Embed for acme'],
  ['initech-admin', 'Embed is off for initech'],
])('tells %s why there is nothing to manage', async (principal, message) => {
  const { page, signIn } = admin;
  await signIn(principal);
  await page.getByText(message).waitFor();
});

it('tells an operator that organizations have admins', async () => {
  const { page } = admin;
  await page.goto(webUrl(admin.run));
  await page.getByRole('radio', { name: 'operator' }).check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('operator belongs to no organization').waitFor();
});

it('says that the API is down, and loads the list on Retry', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await apiDown();
  await signIn();
  await page.getByText('The API can’t be reached').waitFor();
  await apiUp();
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByText('Production').waitFor();
});

it('loses nothing of a half-filled dialog when the API is down', async () => {
  const { page, signIn, dialog } = admin;
  await signIn();
  await page.getByText('No secrets yet').waitFor();
  await page.getByRole('button', { name: 'Add secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Partner Integration');
  await apiDown();
  await dialog.getByRole('button', { name: 'Add secret' }).click();
  await dialog.getByText('The API can’t be reached').waitFor();
  expect(await dialog.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Partner Integration');
  await apiUp();
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await dialog.getByRole('heading', { name: '“Partner Integration” works from now on' }).waitFor();
});

it('shows what the API says, with the request id, when it refuses', async () => {
  const { page, signIn, dialog, callApi } = admin;
  for (let number = 1; number <= 50; number++) await createSecret(callApi, `Secret ${number}`);
  await signIn();
  await page.getByRole('button', { name: 'Add secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('One more');
  await dialog.getByRole('button', { name: 'Add secret' }).click();
  await dialog.getByText('at most 50 secrets').waitFor();
  await dialog.getByText(/^Request [0-9a-f-]{36}$/).waitFor();
});

it('signs nobody in who reloads: credentials are in memory alone', async () => {
  const { page, signIn } = admin;
  await signIn('acme-admin', '#/acme/settings');
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(page.url()).toContain('#/acme/settings');
});
