import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { launchBrowser } from '../support/browser.ts';
import { acmeAdmin, callApi } from '../support/local.ts';

let run: LocalRun;
let browser: Browser;
beforeAll(async () => {
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await run.close();
});

it('notifies the parent page of an ended session, which signs a new URL once', async () => {
  const page = await browser.newPage();
  const logins: string[] = [];
  page.on('request', (request) => request.url().includes('/embed/login') && logins.push(request.url()));
  await page.goto(`http://127.0.0.1:${run.ports.web}/sample`);
  await page.getByRole('button', { name: 'Create secret' }).click();
  await page.getByText('is active').waitFor();
  await page.getByRole('button', { name: 'Show it' }).click();
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('the iframe has no document');
  const refresh = () => frame.getByRole('button', { name: 'Refresh data' }).click();
  const sessionId = async () =>
    /"sid": "(n\.\w+)"/.exec(String(await frame.locator('#identity').textContent()))?.[1];
  await refresh();
  await frame.getByText('Data is up to date.').waitFor();
  const first = await sessionId();

  await callApi(run.ports, acmeAdmin, 'DELETE', '/organizations/acme/embed/sessions');
  await refresh();
  await page.getByText(/forbidden \(request [\w-]+\)\. Signed again\./).waitFor();
  await frame.getByRole('heading', { name: 'Sales dashboard' }).waitFor();
  await expect.poll(sessionId).not.toBe(first);
  expect(logins).toHaveLength(2);

  // Signing again can't help here, so the page doesn't retry forever.
  await page.getByRole('button', { name: 'Delete secret' }).click();
  await page.getByText('was deleted at').waitFor();
  await refresh();
  await page.getByText(/forbidden \(request [\w-]+\)\.$/).waitFor();
  expect(logins).toHaveLength(2);
});
