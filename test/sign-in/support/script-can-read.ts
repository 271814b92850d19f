import type { Page } from 'playwright-core';

/** What a script that was injected into the page finds by looking everywhere that it can name. */
export async function scriptCanRead(page: Page): Promise<{ storage: Record<string, string> }> {
  return await page.evaluate(script);
}

const script = `(async () => {
  const seen = new Set();
  const globals = [];
  const visit = (value, depth) => {
    if (typeof value === 'string') globals.push(value);
    if (typeof value !== 'object' || value === null || seen.has(value) || depth > 4) return;
    seen.add(value);
    for (const name of Object.getOwnPropertyNames(value)) {
      try {
        visit(value[name], depth + 1);
      } catch {
        // Some properties of the browser's own objects can't be read.
      }
    }
  };
  visit(window, 0);
  return {
    storage: { ...localStorage, ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    cookie: document.cookie,
    history: history.state,
    url: location.href,
    referrer: document.referrer,
    html: document.documentElement.outerHTML,
    globals,
  };
})()`;
