import type { Frame, Page } from 'puppeteer-core';
import { isFirefoxInstalled, launchFirefox } from '../../support/firefox.ts';
import type { Engine, EngineBrowser, LaunchOptions, Where } from './engine.ts';

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
  const target = async (where: Where = 'page'): Promise<Page | Frame> => {
    if (where === 'page') return page;
    if (where === 'tab') return (await browser.pages()).findLast((each) => each !== page) ?? missing(where);
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
