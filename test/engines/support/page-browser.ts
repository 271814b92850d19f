import type { EngineBrowser, Where } from './engine.ts';

/** What Playwright's and Puppeteer's pages and frames have in common. */
type Target = {
  evaluate: (expression: string) => Promise<unknown>;
  click: (selector: string) => Promise<void>;
};

export type PageBrowser = {
  page: Target & { goto: (url: string) => Promise<unknown> };
  frame: () => Promise<Target | null | undefined>;
  tab: () => Promise<Target | undefined>;
  close: () => Promise<void>;
};

/** The steps of a browser that Playwright or Puppeteer drives. */
export function pageBrowser({ page, frame, tab, close }: PageBrowser): EngineBrowser {
  const target = async (where: Where = 'page'): Promise<Target> => {
    const found = await { page: async () => page, frame, tab }[where]();
    if (!found) throw new Error(`there is no ${where}`);
    return found;
  };
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate: async (expression, where) => await (await target(where)).evaluate(expression),
    click: async (selector, where) => await (await target(where)).click(selector),
    // They ask nothing: see the README.
    confirmStorageAccess: async () => undefined,
    close,
  };
}
