import { describe, expect, it } from 'vitest';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

/** As when the user comes back from another tab. */
const returnToPage = () => admin.page.evaluate("window.dispatchEvent(new Event('focus'))");

describe('what another admin changed', () => {
  it('appears when the user returns to the page', async () => {
    const { page, signIn, callApi } = admin;
    const { id } = await createSecret(callApi, 'Leaving');
    await signIn();
    await page.getByText('Leaving').waitFor();
    await callApi('DELETE', `${secretsPath}/${id}`);
    await createSecret(callApi, 'Arriving');
    await returnToPage();
    await page.getByText('Arriving').waitFor();
    expect(await page.getByText('Leaving').count()).toBe(0);
  });

  it('appears after a secret was not found', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { id } = await createSecret(callApi, 'Gone');
    await signIn();
    await page.getByRole('button', { name: 'Reveal the key of Gone' }).waitFor();
    await callApi('DELETE', `${secretsPath}/${id}`);
    await page.getByRole('button', { name: 'Reveal the key of Gone' }).click();
    await dialog.getByText('Not found').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('No secrets').waitFor();
  });

  it('appears in the settings that the user isn’t editing', async () => {
    const { page, signIn, callApi } = admin;
    await signIn('acme-admin', '#/acme/settings');
    const length = page.getByRole('spinbutton', { name: 'Session length' });
    await length.waitFor();
    await page.getByRole('button', { name: 'Add origin' }).click();
    await page.getByRole('textbox', { name: 'Origin 1' }).fill('https://portal.acme.example');
    await callApi('PATCH', '/organizations/acme/embed/settings', { sessionLengthHours: 12 });
    await returnToPage();
    await expect.poll(() => length.inputValue()).toBe('12');
    expect(await page.getByRole('textbox', { name: 'Origin 1' }).inputValue()).toBe(
      'https://portal.acme.example',
    );
  });
});

describe('deleting a secret that another admin renamed', () => {
  it('asks for the new name, which the dialog shows when it opens', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { id } = await createSecret(callApi, 'Staging');
    await signIn();
    await page.getByRole('button', { name: 'Delete Staging' }).waitFor();
    await callApi('PATCH', `${secretsPath}/${id}`, { name: 'Production' });
    await page.getByRole('button', { name: 'Delete Staging' }).click();
    await dialog.getByText('“Staging” was renamed to Production in the meantime.').waitFor();
    await dialog.getByRole('textbox').fill('Staging');
    expect(await dialog.getByRole('button', { name: 'Delete secret' }).isDisabled()).toBe(true);
  });

  it('deletes nothing if it was renamed after the dialog opened', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { id } = await createSecret(callApi, 'Staging');
    await signIn();
    await page.getByRole('button', { name: 'Delete Staging' }).click();
    await dialog.getByText('No active sessions.').waitFor();
    await page.waitForLoadState('networkidle');
    await dialog.getByRole('textbox').fill('Staging');
    await callApi('PATCH', `${secretsPath}/${id}`, { name: 'Production' });
    await dialog.getByRole('button', { name: 'Delete secret' }).click();
    await dialog.getByText('“Staging” was renamed to Production in the meantime.').waitFor();
    const { body } = await callApi('GET', secretsPath);
    expect(body.records).toMatchObject([{ id, name: 'Production' }]);
  });
});

describe('when Embed is off', () => {
  const setEmbed = (embedEnabled: boolean) =>
    admin.callApiAs('operator')('PUT', '/organizations/acme', { embedEnabled });

  it('the page works again as soon as Embed is on: on Retry and when the user returns', async () => {
    const { page, signIn, callApi } = admin;
    await createSecret(callApi, 'Production');
    await setEmbed(false);
    try {
      await signIn();
      await page.getByText('Embed is off for acme').waitFor();
      await setEmbed(true);
      await page.getByRole('button', { name: 'Retry' }).click();
      await page.getByText('Production').waitFor();

      await setEmbed(false);
      await returnToPage();
      await page.getByText('Embed is off for acme').waitFor();
      await setEmbed(true);
      await returnToPage();
      await page.getByText('Production').waitFor();
    } finally {
      await setEmbed(true);
    }
  });
});
