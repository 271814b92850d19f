import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { click, isFirefoxInstalled, launchFirefox, waitForText } from '../support/firefox.ts';
import { password } from './support/password.ts';
import { ada, createPerson } from './support/people.ts';
import { pageOrigin } from './support/production.ts';
import { startTunnel } from './support/tunnel.ts';
import { signInMissing, useSignIn } from './support/use-sign-in.ts';

const missing = isFirefoxInstalled ? signInMissing : 'needs Firefox';

describe.skipIf(missing)(`sign-in in Firefox${missing ? ` (${missing})` : ''}`, () => {
  const cognito = useSignIn();
  let browser: Browser;
  let tunnel: Awaited<ReturnType<typeof startTunnel>>;
  beforeAll(async () => {
    await createPerson(cognito, ada);
    tunnel = await startTunnel(cognito.frontPort);
    browser = await launchFirefox({
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': tunnel.port,
      'network.proxy.no_proxies_on': '127.0.0.1',
    });
  });
  afterAll(async () => {
    await browser?.close();
    await tunnel?.close();
  });

  it('signs in, stays signed in after a reload, and signs out', async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`${pageOrigin}/#/acme/settings`);
    await click(page, 'button', 'Sign in');
    await page.locator('input[name="username"]').fill(ada.email);
    await page.keyboard.press('Enter');
    await page.locator('input[name="password"]').fill(password);
    await page.keyboard.press('Enter');
    await waitForText(page, 'Session length');
    expect(page.url()).toBe(`${pageOrigin}/#/acme/settings`);

    await page.reload();
    await waitForText(page, 'Session length');
    // Cloudscape measures a hidden copy of the navigation.
    const menus = await page.$$('#top-navigation button[aria-haspopup]');
    const visible = await Promise.all(menus.map((menu) => menu.isVisible()));
    await menus[visible.indexOf(true)]?.click();
    await page.locator('[role="menuitem"]::-p-text(Sign out)').click();
    await waitForText(page, 'You sign in with your password');
    expect(cognito.cognitoCalls).toContain('RevokeToken');
    expect(errors).toEqual([]);
    await page.close();
  });
});
