import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { callAs, createSecret, secretsPath, webUrl } from '../support/admin-page.ts';
import { byRole, click, isFirefoxInstalled, launchFirefox, waitForText } from '../support/firefox.ts';

describe.skipIf(!isFirefoxInstalled)('the admin page in Firefox', () => {
  let run: LocalRun;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    run = await startLocalRun({ api: 0, edge: 0, web: 0 });
    browser = await launchFirefox();
  });
  afterAll(async () => {
    await browser?.close();
    await run?.close();
  });
  beforeEach(async () => {
    const callApi = callAs('acme-admin', run);
    const { body } = await callApi('GET', secretsPath);
    for (const { id } of body.records as { id: string }[]) await callApi('DELETE', `${secretsPath}/${id}`);
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => errors.push(String(error)));
  });
  afterEach(async () => {
    await page.close();
    expect(errors.splice(0)).toEqual([]);
  });

  async function signIn(view = 'secrets'): Promise<void> {
    await page.goto(`${webUrl(run)}/#/acme/${view}`);
    await page.reload();
    await click(page, 'button', 'Sign in');
    await waitForText(page, 'Embed admin');
  }
  const press = (key: 'Enter' | 'Escape' | 'Tab' | 'End') => page.keyboard.press(key);
  const dialogIsClosed = () => page.waitForSelector('[role="dialog"]', { hidden: true });
  const callApi = () => callAs('acme-admin', run);

  it('creates a secret and shows its key', async () => {
    await signIn();
    await click(page, 'button', 'Create your first secret');
    await page.waitForSelector('input[name="name"]:focus');
    await page.keyboard.type('Production');
    await press('Enter');
    await waitForText(page, '“Production” is active');
    await page.waitForSelector('[aria-label="Copy secret key"]:focus');
    await press('Escape');
    await dialogIsClosed();
    await page.locator(byRole('button', 'Delete Production')).wait();
  });

  it('reveals, renames and deletes a secret by keyboard', async () => {
    const { secretKey } = await createSecret(callApi(), 'Prod');
    await signIn();
    const tabTo = async (name: string) => {
      await page.locator(`[aria-label="${name}"]`).wait();
      for (let presses = 0; presses < 60; presses++) {
        if ((await page.$(`[aria-label="${name}"]:focus`)) !== null) return;
        await press('Tab');
      }
      throw new Error(`Tab doesn’t reach ${name}`);
    };
    await tabTo('Reveal the key of Prod');
    await press('Enter');
    await waitForText(page, secretKey);
    await press('Escape');
    await dialogIsClosed();
    await tabTo('Edit Prod');
    await press('Enter');
    await page.waitForSelector('input[name="name"]:focus');
    await press('End');
    await page.keyboard.type('uction');
    await press('Enter');
    await dialogIsClosed();
    await tabTo('Delete Production');
    await press('Enter');
    await page.waitForSelector('[role="dialog"] input:focus');
    await page.keyboard.type('Production');
    await press('Enter');
    await waitForText(page, 'No secrets');
    const { body } = await callApi()('GET', secretsPath);
    expect(body.records).toEqual([]);
  });

  it('disables and enables a secret by keyboard', async () => {
    const { id } = await createSecret(callApi(), 'Production');
    const status = async () => (await callApi()('GET', `${secretsPath}/${id}`)).body.status;
    await signIn();
    await page.locator('[aria-label="Disable Production"]').wait();
    await page.focus('[aria-label="Disable Production"]');
    await press('Enter');
    await page.waitForSelector('[role="dialog"] input[type="radio"]:focus');
    await press('Enter');
    await waitForText(page, 'Disabled “Production” until');
    expect(await status()).toBe('disabled');
    await page.waitForSelector('[aria-label="Enable Production"]:focus');
    await press('Enter');
    await page.waitForSelector('[role="dialog"] [data-main-action]:focus');
    await press('Enter');
    await waitForText(page, 'Enabled “Production”.');
    expect(await status()).toBe('active');
  });

  it('rotates a secret, compares old and new, limits and retires it', async () => {
    await createSecret(callApi(), 'Production');
    await signIn();
    await click(page, 'button', 'Rotate Production');
    await page.waitForSelector('[role="dialog"] input[name="name"]:focus');
    await press('Enter');
    await waitForText(page, '“Production 2” replaces “Production”');
    await click(page, 'button', 'Compare old and new');
    await waitForText(page, '“Production 2” isn’t in use yet');
    await click(page, 'button', 'Change retirement of Production');
    await page.waitForSelector('[role="dialog"] input[type="radio"]:focus');
    await press('Enter');
    await waitForText(page, '“Production” retires at');
    await click(page, 'button', 'Edit limits of Production');
    await page.waitForSelector('[role="dialog"] textarea:focus');
    await page.keyboard.type('/dashboards');
    await click(page, 'button', 'Save');
    await waitForText(page, '“Production” is limited.');
    await waitForText(page, 'Limits changed');
  });

  it('lists the events of a deleted secret', async () => {
    const { id } = await createSecret(callApi(), 'Gone');
    await callApi()('DELETE', `${secretsPath}/${id}`);
    await signIn(`activity/${id}`);
    await waitForText(page, 'Secret deleted');
    await waitForText(page, '(deleted)');
    await page.locator('[data-chooses="last-day"] input').click();
    await page.keyboard.type('2020/01/31');
    await waitForText(page, 'No matches');
    await click(page, 'button', 'Clear filter');
    await waitForText(page, 'Secret deleted');
  });

  it('previews the application, lists the session and ends it', async () => {
    await createSecret(callApi(), 'Production');
    await signIn('try-it');
    await click(page, 'button', 'Preview');
    const frame = await page.waitForFrame((each) => each.url().includes('/dashboards/sales'));
    await frame.locator('::-p-text(Sales dashboard)').wait();
    await page.evaluate("location.hash = '#/acme/sessions'");
    await click(page, 'button', 'End the session of Ada Lovelace');
    await waitForText(page, 'Ended the session of Ada Lovelace.');
    await waitForText(page, 'No active sessions');
  });

  it('inspects a URL', async () => {
    await createSecret(callApi(), 'Production');
    const claims = { contentPath: '/dashboards/sales', externalId: 'ada', name: 'Ada Lovelace' };
    const { body } = await callApi()('POST', '/organizations/acme/embed/urls', claims);
    await signIn('inspect');
    await page.locator('textarea').click();
    await page.keyboard.type(String(body.url));
    await click(page, 'button', 'Inspect');
    await waitForText(page, 'This URL opens');
  });

  it('saves settings', async () => {
    await signIn('settings');
    await page.locator('input[type="number"]').fill('12');
    await page.locator('textarea').fill('department');
    await click(page, 'button', 'Save changes');
    await waitForText(page, 'Settings saved.');
    const { body } = await callApi()('GET', '/organizations/acme/embed/settings');
    expect(body).toMatchObject({ sessionLengthHours: 12, customClaims: ['department'] });
  });
});
