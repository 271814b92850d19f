import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromium } from './support/chromium.ts';
import type { Engine, LaunchOptions } from './support/engine.ts';
import { firefox } from './support/firefox.ts';
import { startTlsRun, type TlsRun } from './support/tls-run.ts';
import { viewer } from './support/viewer.ts';
import { missingForQuestions, webkit } from './support/webkit.ts';

let run: TlsRun;
beforeAll(async () => {
  run = await startTlsRun();
});
afterAll(() => run.close());

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  run.dropCookiesOfIframes = false;
  for (const close of closing.splice(0)) await close();
});
async function open(engine: Engine, options: LaunchOptions) {
  const browser = await engine.launch(options);
  closing.push(browser.close);
  return viewer(browser, run);
}

const inDarkMode = "matchMedia('(prefers-color-scheme: dark)').matches";
const hasLightText = 'getComputedStyle(document.body).color.match(/\\d+/g).every((part) => part > 200)';
const redirects = "performance.getEntriesByType('navigation')[0].redirectCount";

describe.each([chromium, firefox, webkit])('$name, keeping the cookie in an iframe', (engine) => {
  it.skipIf(engine.missing)('opens, reloads, remounts and follows links in a cross-site iframe', async () => {
    const { show, heading, see, reload, click, evaluate } = await open(engine, { cookies: 'kept' });
    await show('/dashboards/marketing?period=q3#top');
    await heading('Marketing dashboard', 'frame');
    await see('location.search + location.hash', '?period=q3#top', 'frame');
    expect(await evaluate(redirects, 'frame')).toBe(1);

    await reload('frame');
    await heading('Marketing dashboard', 'frame');
    await click('a[href="/dashboards/sales"]', 'frame');
    await heading('Sales dashboard', 'frame');
    const remount = "(() => { const f = document.getElementById('embed'); f.replaceWith(f.cloneNode()) })()";
    await evaluate(remount);
    await heading('Marketing dashboard', 'frame');
  });

  it.skipIf(engine.missing)(
    'renews an ended session, and shows a 403 once the secret is deleted',
    async () => {
      const dark: LaunchOptions = { cookies: 'kept', colorScheme: 'dark' };
      const { show, heading, see, click, denied, message, evaluate } = await open(engine, dark);
      await show();
      await heading('Sales dashboard', 'frame');
      expect(await evaluate(inDarkMode, 'frame')).toBe(true);
      await evaluate("document.querySelector('textarea').value = 'Half a sentence'", 'frame');
      await run.callApi('DELETE', '/organizations/acme/embed/sessions');
      await click('#refresh', 'frame');
      await see("document.getElementById('refreshed').textContent", 'Data is up to date.', 'frame');
      expect(await evaluate("document.querySelector('textarea').value", 'frame')).toBe('Half a sentence');

      await click('#delete');
      await see("document.getElementById('deleted').textContent.includes('was deleted')", true);
      await click('a[href="/dashboards/marketing"]', 'frame');
      await denied('forbidden', 'frame');
      await message('forbidden');
      expect(await evaluate(hasLightText, 'frame')).toBe(true);
    },
  );
});

describe.each([
  // Blocking third-party cookies is not enough in Chromium: see below.
  { engine: chromium, dropCookies: true },
  { engine: firefox, dropCookies: false },
  { engine: webkit, dropCookies: false },
])('$engine.name, keeping no cookie in an iframe', ({ engine, dropCookies }) => {
  it.skipIf(engine.missing)('shows why, tells the host page, and opens a tab of its own', async () => {
    run.dropCookiesOfIframes = dropCookies;
    const { show, heading, see, click, denied, message, reload, evaluate } = await open(engine, {
      cookies: dropCookies ? 'kept' : 'blocked',
      colorScheme: 'dark',
    });
    await show();
    await denied('cookie_blocked', 'frame');
    await heading('Your browser blocked a cookie', 'frame');
    await message('cookie_blocked');
    expect(await evaluate(hasLightText, 'frame')).toBe(true);

    await click('#tab', 'frame');
    await heading('Sales dashboard', 'tab');
    await see("document.getElementById('note').textContent", 'Opened in a new tab.', 'frame');
    expect(await evaluate("document.querySelector('small').textContent", 'frame')).toMatch(/^Request ./);
    await see('location.search', '', 'tab');
    expect(await evaluate(inDarkMode, 'tab')).toBe(true);
    await reload('tab');
    await heading('Sales dashboard', 'tab');
    await click('a[href="/dashboards/marketing"]', 'tab');
    await heading('Marketing dashboard', 'tab');
    await run.callApi('DELETE', '/organizations/acme/embed/sessions');
    await click('#refresh', 'tab');
    await see("document.getElementById('refreshed').textContent", 'forbidden', 'tab');
    await click('#delete');
    await click('a[href="/dashboards/sales"]', 'tab');
    await denied('forbidden', 'tab');
  });
});

it('Chromium, set to block third-party cookies, keeps the session’s: it is partitioned', async () => {
  const { show, heading, evaluate } = await open(chromium, { cookies: 'blocked' });
  await show();
  await heading('Sales dashboard', 'frame');
  expect(await evaluate(redirects, 'frame')).toBe(1);
});

it.skipIf(missingForQuestions)(
  'WebKit asks about storage access after a visit in a tab, and shows the content once it is granted',
  async () => {
    const { show, heading, see, click, denied, confirmStorageAccess, evaluate, reload } = await open(webkit, {
      cookies: 'granted',
    });
    await show();
    await denied('cookie_blocked', 'frame');
    // Without a visit, it refuses.
    await click('#allow', 'frame');
    await see("document.getElementById('note').textContent", 'Refused. Open a new tab.', 'frame');
    await click('#tab', 'frame');
    await heading('Sales dashboard', 'tab');
    await click('textarea', 'tab');

    await click('#view button');
    await see("document.getElementById('allow').hidden", false, 'frame');
    await click('#allow', 'frame');
    await expect
      .poll(
        async () => {
          await confirmStorageAccess();
          return await evaluate("document.querySelector('h1')?.textContent", 'frame').catch(() => undefined);
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe('Sales dashboard');
    await reload('frame');
    await heading('Sales dashboard', 'frame');
  },
);

it.skipIf(webkit.missing)(
  'WebKit grants storage access, and if that doesn’t help, offers the tab',
  async () => {
    const { show, see, click, denied } = await open(webkit, { cookies: 'blocked' });
    await show();
    await denied('cookie_blocked', 'frame');
    await see("document.getElementById('allow').hidden", false, 'frame');
    await click('#allow', 'frame');
    // WebKitGTK keeps no cookie after it either.
    await see(
      "document.getElementById('allow').hidden && !document.getElementById('tab').hidden",
      true,
      'frame',
    );
    await denied('cookie_blocked', 'frame');
  },
);
