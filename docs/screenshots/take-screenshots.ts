import { startLocalRun } from '../../local/run.ts';
import { callAs, openAdminPage, webUrl } from '../../test/support/admin-page.ts';
import { launchBrowser } from '../../test/support/browser.ts';
import { createSampleSecrets, showSampleHistory } from './sample-organization.ts';

/** `npm run screenshots`: every view and dialog of the admin page, at 1280 and 390 px; two of them in dark mode. */
const run = await startLocalRun({ api: 0, edge: 0, web: 0 });
const callApi = callAs('acme-admin', run);
const browser = await launchBrowser();
const ids = await createSampleSecrets(callApi);
await callApi('PATCH', '/organizations/acme/embed/settings', {
  sessionLengthHours: 8,
  frameAncestors: ['https://portal.acme.example', webUrl(run)],
});
await takeAll('light', 1280);
await takeAll('light', 390);
await takeAll('dark', 1280, new Set(['secrets', 'secret', 'try-it']));
await browser.close();
await run.close();

async function takeAll(
  colorScheme: 'light' | 'dark',
  width: number,
  only?: ReadonlySet<string>,
): Promise<void> {
  await callApi('DELETE', '/organizations/acme/embed/sessions');
  for (const name of ['Katherine Johnson', 'Grace Hopper', 'Ada Lovelace']) await usedUrl(name);

  const viewport = { width, height: 800 };
  const options = { viewport, colorScheme, deviceScaleFactor: 2, reducedMotion: 'reduce' as const };
  const context = await browser.newContext(options);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, dialog, signIn } = await openAdminPage(context, run);
  const take = async (name: string, fullPage = true) => {
    if (only?.has(name) === false) return;
    await page.mouse.move(0, 0);
    if (fullPage) await page.evaluate('document.activeElement?.blur()');
    await page.evaluate('scrollTo(0, 0)');
    const path = new URL(`${name}-${width}-${colorScheme}.png`, import.meta.url).pathname;
    await page.screenshot({ path, fullPage });
  };
  const open = async (view: string) => {
    await page.evaluate(`location.hash = '#/acme/${view}'`);
    await page.evaluate('document.activeElement?.blur()');
  };
  const shownDialog = async (opener: string, name: string) => {
    await page.getByRole('button', { name: opener, exact: true }).click();
    await dialog.waitFor();
    await page.waitForLoadState('networkidle');
    await take(name, false);
  };

  await showSampleHistory(page);
  await page.goto(webUrl(run));
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await take('sign-in');

  await signIn();
  await page.getByText('Partner Integration').waitFor();
  await take('secrets');
  await page
    .getByRole('button', { name: /^Info about/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'If a key leaks' }).waitFor();
  await take('help', false);
  await page.getByRole('button', { name: 'Close help' }).first().click();

  await shownDialog('Create secret', 'create-secret');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Trial');
  await page.keyboard.press('Enter');
  await dialog.getByText('Sign a URL on your server').waitFor();
  await take('new-secret', false);
  await page.keyboard.press('Escape');
  await shownDialog('Reveal the key of Trial', 'reveal-secret');
  await page.keyboard.press('Escape');
  await shownDialog('Edit Trial', 'edit-secret');
  await page.keyboard.press('Escape');
  await shownDialog('Rotate Trial', 'rotate-secret');
  await page.keyboard.press('Escape');
  await shownDialog('Disable Trial', 'disable-secret');
  await page.keyboard.press('Escape');
  await shownDialog('Delete Trial', 'delete-secret');
  await dialog.getByRole('textbox').fill('Trial');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Close this notice' }).click();
  await page.getByText('Deleted “Trial”').first().waitFor({ state: 'detached' });

  await open(`secrets/${ids.Production}`);
  await page.getByText('“Production” is still in use').waitFor();
  await page.getByText('Secret created').first().waitFor();
  await page.getByRole('application').nth(1).waitFor();
  await take('secret');
  await shownDialog('Change retirement of Production', 'retire-secret');
  await page.keyboard.press('Escape');
  await open(`secrets/${ids['Partner Integration']}`);
  await shownDialog('Edit limits of Partner Integration', 'limit-secret');
  await page.keyboard.press('Escape');
  await open('activity');
  await page.getByText('Limits changed').first().waitFor();
  await take('activity', false);

  await open('sessions');
  await page.getByText('Katherine Johnson').waitFor();
  await take('sessions');
  await open('try-it');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.frameLocator('iframe').getByRole('heading', { name: 'Sales dashboard' }).waitFor();
  await take('try-it');
  await open('inspect');
  await page.getByRole('textbox', { name: 'Embed URL' }).fill(await usedUrl('Ada Lovelace'));
  await page.getByRole('button', { name: 'Inspect', exact: true }).click();
  await page.getByText('This URL doesn’t open').waitFor();
  await take('inspect');
  await open('settings');
  await page.getByText('Accept v0 URLs').waitFor();
  await take('settings');
  await context.close();
}

/** Opens a URL and returns it. */
async function usedUrl(name: string): Promise<string> {
  const externalId = `${name.split(' ', 1)[0]?.toLowerCase()}@acme.example`;
  const claims = { contentPath: '/dashboards/sales', externalId, name };
  const { body } = await callApi('POST', '/organizations/acme/embed/urls', claims);
  const url = String(body.url);
  const context = await browser.newContext();
  await (await context.newPage()).goto(url.replace(/^https:/, 'http:'));
  await context.close();
  return url;
}
