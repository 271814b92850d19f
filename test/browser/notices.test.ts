import { expect, it } from 'vitest';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();
const notices = () => admin.page.getByRole('button', { name: 'Close this notice' }).count();

async function rename(from: string, to: string): Promise<void> {
  const { page, dialog } = admin;
  await page.getByRole('button', { name: `Edit ${from}` }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(to);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText(`Renamed “${from}” to “${to}”.`).first().waitFor();
  await dialog.waitFor({ state: 'hidden' });
}

it('removes a success notice after 10 seconds', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'One');
  await page.clock.install();
  await signIn();
  await rename('One', 'Two');
  await page.mouse.move(0, 0);
  await page.clock.fastForward(9_000);
  expect(await notices()).toBe(1);
  await page.clock.fastForward(2_000);
  await expect.poll(notices).toBe(0);
});

it('shows one success notice at a time', async () => {
  const { signIn, callApi } = admin;
  await createSecret(callApi, 'One');
  await createSecret(callApi, 'Other');
  await signIn();
  await rename('One', 'Two');
  await rename('Other', 'Another');
  expect(await notices()).toBe(1);
});

it('removes a success notice when something fails', async () => {
  const { page, signIn, dialog, callApi, run } = admin;
  await createSecret(callApi, 'One');
  await signIn();
  await rename('One', 'Two');
  await page.route(`http://127.0.0.1:${run.ports.api}/**`, (route) => route.abort());
  await page.getByRole('button', { name: 'Edit Two' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Three');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Can’t reach the API').waitFor();
  await expect.poll(notices).toBe(0);
});

it('removes a success notice in another view', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'One');
  await signIn();
  await rename('One', 'Two');
  await page.getByRole('tab', { name: 'Inspect' }).click();
  await expect.poll(notices).toBe(0);
});
