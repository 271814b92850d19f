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
    await embedded().getByRole('heading', { name: 'Marketing dashboard' }).waitFor();
    const identity = JSON.parse(String(await embedded().locator('#identity').textContent()));
    expect(identity).toMatchObject({
      sub: 'grace@acme.example',
      claims: { name: 'Grace Hopper', userAttributes: { region: 'emea' } },
    });
    const frame = page.frames().find((each) => each !== page.mainFrame());
    expect(new URL(frame?.url() ?? '').host).toBe(`acme.embed.localhost:${run.ports.edge}`);

    await page.getByRole('button', { name: 'Reload' }).click();
    await embedded().getByRole('heading', { name: 'Marketing dashboard' }).waitFor();
  });

  it('shows the 403 page as soon as the secret is deleted', async () => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Leaked');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Preview' }).click();
    await embedded().getByRole('heading', { name: 'Sales dashboard' }).waitFor();

    await page.getByRole('tab', { name: 'Secrets' }).click();
    await page.getByRole('button', { name: 'Delete Leaked' }).click();
    await dialog.getByRole('textbox').fill('Leaked');
    await dialog.getByRole('button', { name: 'Delete secret' }).click();
    await page.getByText('Revoked at').first().waitFor();

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
    await embedded().getByRole('heading', { name: 'Sales dashboard' }).waitFor();
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

  it('copies a URL that opens as it is, without opening the preview', async () => {
    const { page, signIn, context, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Copy URL' }).click();
    await page.getByText('Copied').waitFor();
    const url = String(await page.evaluate('navigator.clipboard.readText()'));
    const viewer = await context.newPage();
    expect((await viewer.goto(url))?.status()).toBe(200);
    expect(await page.locator('iframe').count()).toBe(0);
  });

  it('explains why the application can’t be embedded in this page, and opens it in a new tab', async () => {
    const { page, context, signIn, callApi } = admin;
    await createSecret(callApi, 'Production');
    const frameAncestors = ['https://portal.acme.example'];
    await callApi('PATCH', '/organizations/acme/embed/settings', { frameAncestors });
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('This page isn’t one of the embedding origins').waitFor();
    await page.getByText(/allows only https:\/\/portal.acme.example to embed the application/).waitFor();
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: 'Open the URL in a new tab' }).click();
    await (await opened).getByRole('heading', { name: 'Sales dashboard' }).waitFor();
  });

  it.each([
    [{ frameAncestors: ['http://127.0.0.1:*'] }, 'among the embedding origins'],
    [{ frameAncestors: [] }, 'and any page can embed the application'],
  ])('previews the application if this page is allowed: %j', async (settings) => {
    const { page, signIn, callApi } = admin;
    await createSecret(callApi, 'Production');
    await callApi('PATCH', '/organizations/acme/embed/settings', settings);
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Preview' }).click();
    await embedded().getByRole('heading', { name: 'Sales dashboard' }).waitFor();
  });

  it.each([
    'null',
    '"text"',
    '{ source: "embed", name: "error" }',
    '{ source: "embed", name: "error", payload: null }',
    '{ source: "embed", name: "error", payload: { code: {}, requestId: [] } }',
    '{ source: "embed", name: "error", payload: { code: "forbidden", requestId: { toString: 1 } } }',
  ])('ignores the message %s of an embedded page, and stays signed in', async (message) => {
    const { page, signIn, callApi, consoleLines } = admin;
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Preview' }).click();
    await embedded().getByRole('heading', { name: 'Sales dashboard' }).waitFor();
    const frame = page.frames().find((each) => each !== page.mainFrame());
    await frame?.evaluate(`parent.postMessage(${message}, '*')`);
    await frame?.evaluate(
      "parent.postMessage({ source: 'embed', name: 'error', payload: { code: 'forbidden', requestId: 'last' } }, '*')",
    );
    await page.getByText('Request ID: last').waitFor();
    await page.getByRole('tab', { name: 'Secrets' }).click();
    await page.getByRole('button', { name: 'Delete Production' }).waitFor();
    expect(consoleLines).toEqual([]);
  });

  it('says what to do about a denied page where the user has no log', async () => {
    const { page, signIn, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/try-it');
    await page.getByRole('button', { name: 'Preview' }).click();
    await embedded().getByRole('heading', { name: 'Sales dashboard' }).waitFor();
    await callApi('DELETE', '/organizations/acme/embed/sessions');
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByText('Choose Preview to start a new one, or paste the URL in Inspect').waitFor();
  });
});
