import { describe, it } from 'vitest';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

const sign = (secretKey: string): string =>
  signLoginUrl({
    secretKey,
    host: `acme.embed.localhost:${admin.run.ports.edge}`,
    claims: { contentPath: '/dashboards/sales', externalId: 'ada', name: 'Ada Lovelace' },
  });

async function inspect(url: string): Promise<void> {
  await admin.signIn('acme-admin', '#/acme/inspect');
  await admin.page.getByRole('textbox', { name: 'Embed URL' }).fill(url);
  await admin.page.getByRole('button', { name: 'Inspect' }).click();
}

describe('Inspect', () => {
  it('reports that a URL opens, its secret and its claims, without using it', async () => {
    const { page, context, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const url = sign(secretKey);
    await inspect(url);
    await page.getByText('This URL opens').waitFor();
    const result = page.getByRole('tabpanel', { name: 'Inspect' });
    await result.getByText('Production', { exact: true }).waitFor();
    await result.getByText('"name": "Ada Lovelace"').waitFor();
    const viewer = await context.newPage();
    await viewer.goto(url.replace(/^https:/, 'http:'));
    await viewer.getByText('The embedded application').waitFor();
  });

  it('explains why a URL fails and names the deleted secret that signed it', async () => {
    const { page, context, callApi } = admin;
    const { id, secretKey } = await createSecret(callApi, 'Leaked');
    const url = sign(secretKey);
    await (await context.newPage()).goto(url.replace(/^https:/, 'http:'));
    await callApi('DELETE', `${secretsPath}/${id}`);
    await inspect(url);
    await page.getByText('This URL doesn’t open').waitFor();
    await page.getByText(/^Leaked \(deleted /).waitFor();
    await page.getByText('deleted_secret').waitFor();
  });

  it("reports that the text isn't an embed URL", async () => {
    await inspect('https://example.com/');
    await admin.page.getByText('This URL doesn’t open').waitFor();
  });
});
