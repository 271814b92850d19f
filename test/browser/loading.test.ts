import { expect, it } from 'vitest';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

it('offers to reload the page if a view can’t be loaded, and keeps the rest of the page', async () => {
  const { page, signIn, consoleLines } = admin;
  await signIn();
  await page.getByText('No secrets').waitFor();
  // The server is gone, or a deployment replaced the files.
  await page.route('**/assets/inspect-view*.js', (route) => route.fulfill({ status: 404 }));
  await page.getByRole('tab', { name: 'Inspect' }).click();
  await page.getByText('This part of the page couldn’t be loaded').waitFor();
  await page.getByRole('tab', { name: 'Secrets' }).click();
  await page.getByText('No secrets').waitFor();
  await page.getByRole('tab', { name: 'Inspect' }).click();

  await page.unrouteAll();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(page.url()).toContain('#/acme/inspect');
  expect(consoleLines.some((line) => line.includes('Uncaught'))).toBe(false);
});

it('offers to reload the page if the dialogs can’t be loaded', async () => {
  const { page, signIn } = admin;
  await page.route('**/assets/secret-dialog*.js', (route) => route.fulfill({ status: 404 }));
  await signIn();
  await page.getByRole('button', { name: 'Create your first secret' }).click();
  await page.getByText('This part of the page couldn’t be loaded').waitFor();
  await page.getByRole('button', { name: 'Reload' }).waitFor();
});
