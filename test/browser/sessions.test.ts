import { describe, expect, it } from 'vitest';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

/** A user who opens a URL in a browser context of their own. */
async function openAs(secretKey: string, name: string) {
  const host = `acme.embed.localhost:${admin.run.ports.edge}`;
  const claims = { contentPath: '/dashboards/sales', externalId: name.toLowerCase(), name };
  const browser = admin.context.browser();
  const context = await browser?.newContext();
  const page = await context?.newPage();
  if (page === undefined) throw new Error('no browser');
  await page.goto(signLoginUrl({ secretKey, host, claims }).replace(/^https:/, 'http:'));
  return {
    status: async () => (await page.reload())?.status(),
    leave: async () => await context?.close(),
  };
}

describe('Sessions', () => {
  it('lists active sessions and ends one', async () => {
    const { page, signIn, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await openAs(secretKey, 'Ada');
    const grace = await openAs(secretKey, 'Grace');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByText('grace', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'End the session of Ada' }).click();
    await page.getByText('Ended the session of Ada.').waitFor();
    expect(await page.getByRole('button', { name: /^End the session/ }).count()).toBe(1);
    expect([await ada.status(), await grace.status()]).toEqual([403, 200]);
    await ada.leave();
    await grace.leave();
  });

  it('ends all sessions after confirmation', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await openAs(secretKey, 'Ada');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByRole('button', { name: 'End all' }).click();
    await dialog.getByRole('button', { name: 'End all' }).click();
    await page.getByText('Ended all sessions of acme.').waitFor();
    await page.getByText('No active sessions').waitFor();
    expect(await ada.status()).toBe(403);
    await ada.leave();
  });

  it('shows how many sessions deleting a secret will end', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    await createSecret(callApi, 'Staging');
    const ada = await openAs(secretKey, 'Ada');
    await signIn();
    await page.getByRole('button', { name: 'Delete Production' }).click();
    await dialog.getByText('1 active session will end.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete Staging' }).click();
    await dialog.getByText('No active sessions.').waitFor();
    await ada.leave();
  });
});
