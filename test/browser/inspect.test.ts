import { describe, expect, it } from 'vitest';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { createSecret, openAdminPage, secretsPath } from '../support/admin-page.ts';
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
  await admin.page.getByRole('button', { name: 'Inspect', exact: true }).click();
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
    await viewer.getByRole('heading', { name: 'Sales dashboard' }).waitFor();
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

  it.each<[string, (url: string) => string, string]>([
    ['&amp; for &', (url) => url.replace('&', '&amp;'), 'Replaced the HTML entity for &'],
    ['&#38; for &', (url) => url.replace('&', '&#38;'), 'Replaced the HTML entity for &'],
    ['a line break', (url) => `${url.slice(0, 60)}\n${url.slice(60)}`, 'Removed line breaks and spaces.'],
    ['a full stop at its end', (url) => `${url}.`, 'Removed punctuation from the end.'],
    [
      'an encoded query',
      (url) => url.replace(/\?.*/, (query) => `?${encodeURIComponent(query.slice(1))}`),
      'Decoded the query',
    ],
  ])(
    'says that a URL with %s was corrected, whether it opens then, and who signed it',
    async (_, damage, note) => {
      const { page, callApi } = admin;
      const { secretKey } = await createSecret(callApi, 'Production');
      await inspect(damage(sign(secretKey)));
      await page.getByText('The URL as pasted is damaged and was corrected').waitFor();
      await page.getByText(note).waitFor();
      await page.getByText('The corrected URL opens').waitFor();
      expect(await page.getByText('This URL opens').count()).toBe(0);
      await page
        .getByRole('tabpanel', { name: 'Inspect' })
        .getByText('Production', { exact: true })
        .waitFor();
    },
  );

  it.each<[string, (url: string) => string]>([
    ['an <iframe> tag', (url) => `<iframe width="100%" src="${url.replace('&', '&amp;')}"></iframe>`],
    ['a curl command', (url) => `curl -i '${url}'`],
    ['quotation marks', (url) => ` "${url}"\n`],
  ])('takes the URL from %s', async (_, wrap) => {
    const { page, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    await inspect(wrap(sign(secretKey)));
    await page.getByText('This URL opens').waitFor();
    await page.getByText(/^The URL was taken from/).waitFor();
    expect(await page.getByText('damaged').count()).toBe(0);
  });

  it('does not send a pasted secret key', async () => {
    const { page, signIn, callApi, requestedUrls } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    await signIn('acme-admin', '#/acme/inspect');
    await page.getByRole('textbox', { name: 'Embed URL' }).fill(` ${secretKey}\n`);
    await page.getByText('This is a secret key, not a URL.').waitFor();
    expect(await page.getByRole('button', { name: 'Inspect', exact: true }).isDisabled()).toBe(true);
    expect(requestedUrls.filter((url) => url.endsWith('/urls/inspect'))).toEqual([]);
  });

  it('shows times in the form of the reader’s language and time zone', async () => {
    const { run, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const url = sign(secretKey);
    const context = await admin.context.browser()?.newContext({ locale: 'de-DE', timezoneId: 'Asia/Tokyo' });
    if (context === undefined) throw new Error('no browser');
    await (await context.newPage()).goto(url.replace(/^https:/, 'http:'));
    const { page, signIn } = await openAdminPage(context, run);
    await signIn('acme-admin', '#/acme/inspect');
    await page.getByRole('textbox', { name: 'Embed URL' }).fill(url);
    await page.getByRole('button', { name: 'Inspect', exact: true }).click();
    await page.getByText(/^The URL was used on \d{1,2}\. \S+ \d{4}, \d\d:\d\d:\d\d GMT\+9/).waitFor();
    await page.getByText(/^\d{1,2}\. \S+ \d{4}, \d\d:\d\d:\d\d GMT\+9 \(in 1 day\)/).waitFor();
    await context.close();
  });
});
