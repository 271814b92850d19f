import { expect } from 'vitest';
import type { EngineBrowser, Where } from './engine.ts';
import type { TlsRun } from './tls-run.ts';

const timeout = 20_000;

/** Someone who uses the sample host page in a browser. */
export function viewer(browser: EngineBrowser, run: TlsRun) {
  /** Waits until an expression has a value. A page that is being loaded has none. */
  const see = (expression: string, value: unknown, where?: Where) =>
    expect
      .poll(() => browser.evaluate(expression, where).catch(() => undefined), { timeout, interval: 100 })
      .toEqual(value);
  const heading = (text: string, where: Where) =>
    see("document.querySelector('h1')?.textContent", text, where);
  return {
    ...browser,
    see,
    heading,
    /** The denial page of the edge, by its code. */
    denied: (code: string, where: Where) => see('document.documentElement.dataset.code', code, where),
    /** What `mountEmbed` told the host page. */
    message: (text: string) =>
      see(`document.getElementById('message').textContent.includes(${JSON.stringify(text)})`, true),
    /** Creates a secret, signs a URL with it and shows it in the iframe. */
    show: async (contentPath = '/dashboards/sales') => {
      await browser.goto(run.hostPage);
      await browser.click('#create button');
      await see("document.getElementById('secret').textContent.endsWith('is active.')", true);
      const set = `document.querySelector('[name=contentPath]').value = ${JSON.stringify(contentPath)}`;
      await browser.evaluate(set);
      await browser.click('#view button');
    },
    reload: async (where: Where) => {
      await browser.evaluate('(window.beforeReload = true, setTimeout(() => location.reload()), 0)', where);
      await see('window.beforeReload === undefined', true, where);
    },
  };
}
