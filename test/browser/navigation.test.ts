import { expect, it } from 'vitest';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

const selectedTab = () => admin.page.getByRole('tab', { selected: true }).innerText();

it("gives every view a URL and supports the browser's Back button", async () => {
  const { page, signIn } = admin;
  await signIn('acme-admin', '#/acme/inspect');
  expect(await selectedTab()).toBe('Inspect');
  await page.getByRole('tab', { name: 'Settings' }).click();
  expect(page.url()).toContain('#/acme/settings');
  await page.goBack();
  await expect.poll(selectedTab).toBe('Inspect');
});

it('switches views with the arrow keys', async () => {
  const { page, signIn } = admin;
  await signIn('acme-admin', '#/acme/secrets');
  await page.getByRole('tab', { name: 'Secrets' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(selectedTab).toBe('Try it');
  expect(page.url()).toContain('#/acme/try-it');
});

it('keeps input while another view is open', async () => {
  const { page, signIn } = admin;
  await signIn('acme-admin', '#/acme/inspect');
  await page.getByRole('textbox', { name: 'Embed URL' }).fill('https://half-pasted');
  await page.getByRole('tab', { name: 'Try it' }).click();
  await page.getByRole('tab', { name: 'Inspect' }).click();
  expect(await page.getByRole('textbox', { name: 'Embed URL' }).inputValue()).toBe('https://half-pasted');
});

it.each(['secrets', 'try-it', 'inspect', 'sessions', 'settings'])(
  'has help for the view %s, with a link to the documentation',
  async (view) => {
    const { page, context, signIn } = admin;
    await signIn('acme-admin', `#/acme/${view}`);
    await page
      .getByRole('button', { name: /^Info about/ })
      .first()
      .click();
    const opened = context.waitForEvent('page');
    await page
      .getByRole('link', { name: /Opens in a new tab/ })
      .first()
      .click();
    const docs = await opened;
    await docs.getByRole('heading', { level: 1 }).waitFor();
    expect(new URL(docs.url()).pathname).toMatch(/^\/docs\/[\w-]+\.html$/);
  },
);
