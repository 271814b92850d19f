import { describe, expect, it } from 'vitest';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

/** Somebody who opens a URL and stays, each in a browser of their own. */
async function letIn(secretKey: string, name: string) {
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
  it('shows who is in, and puts one out', async () => {
    const { page, signIn, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await letIn(secretKey, 'Ada');
    const grace = await letIn(secretKey, 'Grace');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByText('grace', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'End the session of Ada' }).click();
    await page.getByText('The session of Ada has ended.').waitFor();
    expect(await page.getByRole('button', { name: /^End the session/ }).count()).toBe(1);
    expect([await ada.status(), await grace.status()]).toEqual([403, 200]);
    await ada.leave();
    await grace.leave();
  });

  it('puts everybody out, once that was confirmed', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await letIn(secretKey, 'Ada');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByRole('button', { name: 'End all' }).click();
    await dialog.getByRole('button', { name: 'End all' }).click();
    await page.getByText('Every session of acme has ended.').waitFor();
    await page.getByText('Nobody is in').waitFor();
    expect(await ada.status()).toBe(403);
    await ada.leave();
  });

  it('tells whoever deletes a secret how many sessions will end', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    await createSecret(callApi, 'Staging');
    const ada = await letIn(secretKey, 'Ada');
    await signIn();
    await page.getByRole('button', { name: 'Delete Production' }).click();
    await dialog.getByText('It has 1 live session, which will end.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete Staging' }).click();
    await dialog.getByText('It has no live session now.').waitFor();
    await ada.leave();
  });
});
