import { launchBrowser } from '../../support/browser.ts';
import type { Engine, EngineBrowser, LaunchOptions } from './engine.ts';
import { pageBrowser } from './page-browser.ts';

/** Its setting that blocks third-party cookies leaves partitioned ones: no iframe loses the session's. */
export const chromium: Engine = { name: 'Chromium', missing: undefined, launch };

async function launch({ cookies, colorScheme = 'light' }: LaunchOptions): Promise<EngineBrowser> {
  const browser = await launchBrowser(cookies === 'blocked' ? ['--test-third-party-cookie-phaseout'] : []);
  const context = await browser.newContext({ ignoreHTTPSErrors: true, colorScheme });
  const page = await context.newPage();
  return pageBrowser({
    page,
    frame: async () => await (await page.$('#embed'))?.contentFrame(),
    tab: async () => context.pages().find((each) => each !== page),
    close: () => browser.close(),
  });
}
