import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

const hasFocus = (locator: Locator) => locator.and(admin.page.locator(':focus')).waitFor();
const focusedTag = () => admin.page.evaluate('document.activeElement.tagName');
const dialogs = [
  ['Create secret', 'Create secret'],
  ['Edit Production', 'Edit “Production”'],
  ['Delete Production', 'Delete “Production”?'],
  ['Disable Production', 'Disable “Production”?'],
  ['Rotate Production', 'Rotate “Production”'],
  ['Reveal the key of Production', 'Key of “Production”'],
] as const;

describe('a dialog', () => {
  it.each(dialogs)('of “%s” closes on Escape and returns the focus', async (opener, heading) => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn();
    await page.getByRole('button', { name: opener }).focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('heading', { name: heading }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await hasFocus(page.getByRole('button', { name: opener }));
  });

  it.each(dialogs.slice(0, 3))('of “%s” starts with the focus in its first field', async (opener) => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn();
    await page.getByRole('button', { name: opener }).click();
    await hasFocus(dialog.getByRole('textbox'));
  });

  it('submits a rename on Enter', async () => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Prodution');
    await signIn();
    await page.getByRole('button', { name: 'Edit Prodution' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Production');
    await page.keyboard.press('Enter');
    await page.getByText('Renamed “Prodution” to “Production”.').first().waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await hasFocus(page.getByRole('button', { name: 'Edit Production' }));
  });

  it('submits a deletion on Enter only after the name was typed, and keeps the focus on the page', async () => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn();
    await page.getByRole('button', { name: 'Delete Production' }).click();
    await dialog.getByRole('textbox').fill('Producti');
    await page.keyboard.press('Enter');
    await page.keyboard.type('on');
    await page.keyboard.press('Enter');
    await page.getByText('Deleted “Production”.').first().waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(focusedTag).toBe('BUTTON');
  });

  it('submits End all on Enter, and keeps the focus on the page', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await openAs(admin, secretKey, 'Ada');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByRole('button', { name: 'End all' }).click();
    await hasFocus(dialog.getByRole('button', { name: 'End all' }));
    await page.keyboard.press('Enter');
    await page.getByText('Ended all sessions of acme.').first().waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(focusedTag).toBe('BUTTON');
    await ada.leave();
  });

  it('moves the focus to the key after a secret was created, then back to where it was', async () => {
    const { page, signIn, dialog } = admin;
    await signIn();
    await page.getByText('No secrets').waitFor();
    await page.getByRole('button', { name: 'Create secret' }).focus();
    await page.keyboard.press('Enter');
    await hasFocus(dialog.getByRole('textbox', { name: 'Name' }));
    await page.keyboard.type('Production');
    await page.keyboard.press('Enter');
    await hasFocus(dialog.getByRole('button', { name: 'Copy secret key' }));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await hasFocus(page.getByRole('button', { name: 'Create secret' }));
  });

  it('keeps the focus on the page when it is replaced by another dialog', async () => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn();
    await page.getByRole('button', { name: 'Edit Production' }).click();
    await dialog.getByRole('button', { name: 'Create a new secret' }).click();
    await dialog.getByRole('heading', { name: 'Create secret' }).waitFor();
    await hasFocus(dialog.getByRole('textbox', { name: 'Name' }));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(focusedTag).toBe('BUTTON');
  });
});

it('keeps the focus on the page when a session is ended', async () => {
  const { page, signIn, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  const ada = await openAs(admin, secretKey, 'Ada');
  await signIn('acme-admin', '#/acme/sessions');
  await page.getByRole('button', { name: 'End the session of Ada' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Ended the session of Ada.').first().waitFor();
  await expect.poll(focusedTag).toBe('BUTTON');
  await ada.leave();
});

it('discards changed settings without saving them', async () => {
  const { page, signIn, callApi } = admin;
  await signIn('acme-admin', '#/acme/settings');
  const length = page.getByRole('spinbutton', { name: 'Session length' });
  await length.fill('8');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect.poll(() => length.inputValue()).toBe('24');
  const { body } = await callApi('GET', '/organizations/acme/embed/settings');
  expect(body.sessionLengthHours).toBe(24);
});
