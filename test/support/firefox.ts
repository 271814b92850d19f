import { existsSync } from 'node:fs';
import { type Browser, launch, type Page } from 'puppeteer-core';

/** Firefox's executable: from `FIREFOX_PATH`, else where Debian installs it. */
const executablePath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== undefined && existsSync(path),
);

export const isFirefoxInstalled = executablePath !== undefined;

/**
 * Starts headless Firefox, driven by WebDriver BiDi.
 *
 * @param preferences of `about:config`
 */
export async function launchFirefox(preferences: Record<string, unknown> = {}): Promise<Browser> {
  if (executablePath === undefined) throw new Error('Firefox is not installed');
  return await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    extraPrefsFirefox: preferences,
  });
}

/** Finds elements by role and name, as users of assistive technology do. */
export const byRole = (role: string, name: string): string => `::-p-aria([name="${name}"][role="${role}"])`;

/** Waits for a control and clicks it. */
export async function click(page: Page, role: string, name: string): Promise<void> {
  await page.locator(byRole(role, name)).click();
}

/** Waits for text on the page. */
export async function waitForText(page: Page, text: string): Promise<void> {
  await page.locator(`::-p-text(${text})`).wait();
}
