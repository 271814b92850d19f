import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { launchBrowser } from '../support/browser.ts';
import { acmeAdmin, callApi, view } from '../support/local.ts';

const start = Date.now();
const minuteMs = 60_000;

let run: LocalRun;
let browser: Browser;
beforeAll(async () => {
  // Every server of the local run is in this process, and tells the time by this clock.
  vi.useFakeTimers({ now: start, toFake: ['Date'] });
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  browser = await launchBrowser();
  await callApi(run.ports, acmeAdmin, 'PATCH', '/organizations/acme/embed/settings', {
    body: { sessionLengthHours: 1 },
  });
});
afterAll(async () => {
  await browser.close();
  await run.close();
  vi.useRealTimers();
});

it("goes on past the session's end after one silent renewal, with what was typed before", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install({ time: start });
  const passMinutes = async (minutes: number) => {
    vi.setSystemTime(Date.now() + minutes * minuteMs);
    await page.clock.fastForward(minutes * minuteMs);
  };
  const logins: string[] = [];
  page.on('request', (request) => request.url().includes('/embed/login') && logins.push(request.url()));
  const messages: string[] = [];
  await page.exposeFunction('record', (name: string) => messages.push(name));
  await page.addInitScript(
    "if (parent !== window) addEventListener('message', ({ data }) => record(data.name))",
  );

  await page.goto(`http://127.0.0.1:${run.ports.web}/sample`);
  await page.getByRole('button', { name: 'Create secret' }).click();
  await page.getByText('is active').waitFor();
  await page.getByRole('button', { name: 'Show it' }).click();
  const frame = await (await page.waitForSelector('#embed')).contentFrame();
  if (frame === null) throw new Error('the iframe has no page');
  await frame.getByLabel('Your note').fill('Half a sentence');
  const cookieOf = async () =>
    (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const firstCookie = await cookieOf();
  const isOpen = async (cookie: string) =>
    (await view(run.ports, 'acme.embed.localhost', '/', { cookie })).status === 200;
  expect(await isOpen(firstCookie)).toBe(true);

  await passMinutes(54);
  expect(logins).toHaveLength(1);
  await passMinutes(2);
  await expect.poll(() => messages).toEqual(['renewed']);
  expect(logins).toHaveLength(2);
  expect(page.frames()).toHaveLength(2);

  await passMinutes(10);
  expect(await isOpen(firstCookie)).toBe(false);
  expect(await isOpen(await cookieOf())).toBe(true);
  expect(await frame.getByLabel('Your note').inputValue()).toBe('Half a sentence');
  await frame.getByRole('button', { name: 'Save note' }).click();
  await frame.getByText('Saved.').waitFor();
  expect(logins).toHaveLength(2);
  await context.close();
});

it('renews when a request of a running page meets the end, repeats it and keeps what was typed', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${run.ports.web}/sample`);
  await page.getByRole('button', { name: 'Create secret' }).click();
  await page.getByText('is active').waitFor();
  await page.getByRole('button', { name: 'Show it' }).click();
  const frame = await (await page.waitForSelector('#embed')).contentFrame();
  if (frame === null) throw new Error('the iframe has no page');
  await frame.getByLabel('Your note').fill('Half a sentence');

  // The browser's clock stands still meanwhile, as that of a machine that slept.
  vi.setSystemTime(Date.now() + 61 * minuteMs);
  await frame.getByRole('button', { name: 'Save note' }).click();
  await frame.getByText('Saved.').waitFor();
  await page.getByText(/forbidden \(request [\w-]+\)\. Signed again\./).waitFor();
  expect(await frame.getByLabel('Your note').inputValue()).toBe('Half a sentence');
  await page.close();
});
