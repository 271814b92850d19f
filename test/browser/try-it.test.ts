import { describe, expect, it } from 'vitest';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

describe('Try it', () => {
  const embedded = () => admin.page.frameLocator('iframe');

  it('previews the application as a user', async () => {
    const { page, signIn, callApi, run } = admin;
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('textbox', { name: 'External ID' }).fill('grace@acme.example');
    await page.getByRole('textbox', { name: 'Name' }).fill('Grace Hopper');
    await page.getByRole('textbox', { name: 'Content path' }).fill('/dashboards/marketing');
    await page
      .getByRole('textbox', { name: 'Additional claims' })
      .fill('{"userAttributes": {"region": "emea"}}');
    await page.getByRole('button', { name: 'Preview' }).click();

    await page.getByRole('heading', { name: 'Preview as Grace Hopper' }).waitFor();
    await embedded().getByText('at /dashboards/marketing').waitFor();
    const identity = JSON.parse(await embedded().locator('#identity').innerText());
    expect(identity).toMatchObject({
      sub: 'grace@acme.example',
      claims: { name: 'Grace Hopper', userAttributes: { region: 'emea' } },
    });
    const frame = page.frames().find((each) => each !== page.mainFrame());
    expect(new URL(frame?.url() ?? '').host).toBe(`acme.embed.localhost:${run.ports.edge}`);

    await page.getByRole('button', { name: 'Reload' }).click();
    await embedded().getByText('at /dashboards/marketing').waitFor();
  });

  it('shows the 403 page as soon as the secret is deleted', async () => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Leaked');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Preview' }).click();
    await embedded().getByText('The embedded application').waitFor();

    await page.getByRole('tab', { name: 'Secrets' }).click();
    await page.getByRole('button', { name: 'Delete Leaked' }).click();
    await dialog.getByRole('textbox').fill('Leaked');
    await dialog.getByRole('button', { name: 'Delete secret' }).click();
    await page.getByText('Revoked at').waitFor();

    await page.getByRole('tab', { name: 'Try it' }).click();
    await embedded().getByText('This content is not available').waitFor();
    await page.getByText('Its secret was deleted').waitFor();
  });

  it('signs with the selected secret', async () => {
    const { page, signIn, callApi } = admin;
    const staging = await createSecret(callApi, 'Staging');
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: /^Secret/ }).click();
    await page.getByRole('option', { name: 'Staging' }).click();
    const asked = page.waitForRequest((request) => request.url().endsWith('/embed/urls'));
    await page.getByRole('button', { name: 'Preview' }).click();
    expect((await asked).postDataJSON()).toMatchObject({ secretId: staging.id });
    await embedded().getByText('The embedded application').waitFor();
  });

  it('shows validation errors next to their fields', async () => {
    const { page, signIn, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('textbox', { name: 'Additional claims' }).fill('{"userAttributes"');
    await page.getByText('Enter a JSON object.').waitFor();
    await page.getByRole('textbox', { name: 'Additional claims' }).fill('');
    await page.getByRole('textbox', { name: 'Content path' }).fill('//evil.example');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/^The content path must be/).waitFor();
  });

  it('copies a URL that opens', async () => {
    const { page, signIn, context, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Copy URL' }).click();
    await page.getByText('Copied').waitFor();
    const url = String(await page.evaluate('navigator.clipboard.readText()'));
    const viewer = await context.newPage();
    expect((await viewer.goto(url.replace(/^https:/, 'http:')))?.status()).toBe(200);
  });
});
