import { expect, it } from 'vitest';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

const focusedLabel = () =>
  admin.page.evaluate(
    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
  );

/** Presses Tab until a control has the focus. */
async function tabTo(label: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focusedLabel()) === label) return;
    await admin.page.keyboard.press('Tab');
  }
  throw new Error(`Tab doesn’t reach ${label}`);
}

it('reaches every control of a row with Tab, in order', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Delete Production' }).waitFor();
  const controls = [
    'Reveal the key of Production',
    'Copy the key of Production',
    'Edit Production',
    'Rotate Production',
    'Disable Production',
    'Delete Production',
  ];
  for (const control of controls) await tabTo(control);
});

it('works by keyboard alone: sign in, create, rename, reveal, delete', async () => {
  const { page, dialog, run } = admin;
  await page.goto(`http://127.0.0.1:${run.ports.web}/`);
  await page.getByRole('radio', { name: 'acme-admin' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('No secrets').waitFor();

  await tabTo('Create secret');
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: 'Name' }).waitFor();
  await page.keyboard.type('Stagin');
  await page.keyboard.press('Enter');
  await dialog.getByRole('heading', { name: '“Stagin” is active' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await tabTo('Edit Stagin');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type('g');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await tabTo('Reveal the key of Staging');
  await page.keyboard.press('Enter');
  await dialog.getByText(/^esk_/).waitFor();
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });

  await tabTo('Delete Staging');
  await page.keyboard.press('Enter');
  await dialog.waitFor();
  await page.keyboard.type('Staging');
  await page.keyboard.press('Enter');
  await page.getByText('No secrets').waitFor();
  expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
});
