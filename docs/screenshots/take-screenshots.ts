import { startLocalRun } from '../../local/run.ts';
import { callAs, createSecret, openAdminPage, webUrl } from '../../test/support/admin-page.ts';
import { launchBrowser } from '../../test/support/browser.ts';

/** `npm run screenshots`: every view of the admin page, wide and narrow, light and dark. */
const run = await startLocalRun({ api: 0, edge: 0, web: 0 });
const callApi = callAs('acme-admin', run);
const browser = await launchBrowser();
for (const name of ['Partner Integration', 'Staging', 'Production']) await createSecret(callApi, name);
await callApi('PATCH', '/organizations/acme/embed/settings', {
  sessionLengthHours: 8,
  frameAncestors: ['https://portal.acme.example', webUrl(run)],
  acceptV0: {
    until: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
    parameterSets: [['theme', 'userAttributes']],
  },
});
for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) await takeAll(colorScheme, width);
}
await browser.close();
await run.close();

async function takeAll(colorScheme: 'light' | 'dark', width: number): Promise<void> {
  await callApi('DELETE', '/organizations/acme/embed/sessions');
  for (const name of ['Katherine Johnson', 'Grace Hopper', 'Ada Lovelace']) await usedUrl(name);

  const viewport = { width, height: 800 };
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page, dialog, signIn } = await openAdminPage(context, run);
  const take = async (name: string, fullPage = true) => {
    await page.mouse.move(0, 0);
    await page.evaluate('document.activeElement?.blur()');
    const path = new URL(`${name}-${width}-${colorScheme}.png`, import.meta.url).pathname;
    await page.screenshot({ path, fullPage });
  };
  const open = async (view: string) => await page.evaluate(`location.hash = '#/acme/${view}'`);

  await page.goto(webUrl(run));
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await take('sign-in');

  await signIn();
  await page.getByText('Partner Integration').waitFor();
  await take('secrets');
  await page.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Trial');
  await take('create-secret', false);
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByText('Sign a URL').waitFor();
  await take('new-secret', false);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Edit Trial' }).click();
  await dialog.getByText('can’t be changed').waitFor();
  await take('edit-secret', false);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Delete Trial' }).click();
  await dialog.getByText('No active sessions.').waitFor();
  await dialog.getByRole('textbox').fill('Trial');
  await take('delete-secret', false);
  await dialog.getByRole('button', { name: 'Delete secret' }).click();
  await page.getByText('Revoked at').waitFor();
  await page.getByRole('button', { name: 'Close this notice' }).click();

  await open('sessions');
  await page.getByText('Katherine Johnson').waitFor();
  await take('sessions');
  await open('try-it');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.frameLocator('iframe').getByText('The embedded application').waitFor();
  await take('try-it');
  await open('inspect');
  await page.getByRole('textbox', { name: 'Embed URL' }).fill(await usedUrl('Ada Lovelace'));
  await page.getByRole('button', { name: 'Inspect' }).click();
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
