import type { Frame, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import type { Engine, EngineBrowser, LaunchOptions, Where } from './engine.ts';

/** Its setting that blocks third-party cookies leaves partitioned ones: no iframe loses the session's. */
export const chromium: Engine = { name: 'Chromium', missing: undefined, launch };

async function launch({ cookies, colorScheme = 'light' }: LaunchOptions): Promise<EngineBrowser> {
  const browser = await launchBrowser(cookies === 'blocked' ? ['--test-third-party-cookie-phaseout'] : []);
  const context = await browser.newContext({ ignoreHTTPSErrors: true, colorScheme });
  const page = await context.newPage();
  const target = async (where: Where = 'page'): Promise<Page | Frame> => {
    if (where === 'page') return page;
    if (where === 'tab') return context.pages().find((each) => each !== page) ?? missing(where);
    return (await (await page.$('#embed'))?.contentFrame()) ?? missing(where);
  };
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: async (expression, where) => await (await target(where)).evaluate(expression),
    click: async (selector, where) => await (await target(where)).click(selector),
    close: () => browser.close(),
  };
}

function missing(where: Where): never {
  throw new Error(`there is no ${where}`);
}
