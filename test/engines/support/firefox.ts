import { isFirefoxInstalled, launchFirefox } from '../../support/firefox.ts';
import type { Engine, EngineBrowser, LaunchOptions } from './engine.ts';
import { pageBrowser } from './page-browser.ts';

export const firefox: Engine = {
  name: 'Firefox',
  missing: isFirefoxInstalled ? undefined : 'needs firefox-esr',
  launch,
};

async function launch({ cookies, colorScheme = 'light' }: LaunchOptions): Promise<EngineBrowser> {
  const browser = await launchFirefox({
    // "Block all cross-site cookies": partitioned ones too.
    ...(cookies === 'blocked' ? { 'network.cookie.cookieBehavior': 1 } : {}),
    'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
  });
  const page = await browser.newPage();
  return pageBrowser({
    page,
    frame: async () => await (await page.$('#embed'))?.contentFrame(),
    tab: async () => (await browser.pages()).findLast((each) => each !== page),
    close: () => browser.close(),
  });
}
