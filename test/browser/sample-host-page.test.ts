import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { launchBrowser } from '../support/browser.ts';

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

async function embedded(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (frame === null) throw new Error('the iframe has no document');
  return frame;
}

it('shows the application in a cross-site iframe until the secret is deleted, then notifies the parent page', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`http://127.0.0.1:${run.ports.web}/sample`);

  await page.getByRole('button', { name: 'Create secret' }).click();
  await page.getByText('is active').waitFor();
  await page.getByLabel('External id').fill('grace@acme.example');
  await page.getByRole('button', { name: 'Show it' }).click();

  const frame = await embedded(page);
  await frame.getByRole('heading', { name: 'Sales dashboard' }).waitFor();
  expect(await frame.locator('#identity').textContent()).toContain('"sub": "grace@acme.example"');
  expect(new URL(frame.url()).host).toBe(`acme.embed.localhost:${run.ports.edge}`);
  await frame.getByRole('link', { name: 'Marketing' }).click();
  await frame.getByRole('heading', { name: 'Marketing dashboard' }).waitFor();

  // Partitioned by the top-level site.
  const cookies = await context.cookies();
  expect(cookies).toMatchObject([
    { name: '__Host-embed_session', secure: true, httpOnly: true, sameSite: 'None', path: '/' },
  ]);
  expect(cookies[0]).toHaveProperty('partitionKey');
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(complaints).toEqual([]);

  await page.getByRole('button', { name: 'Delete secret' }).click();
  await page.getByText('was deleted at').waitFor();
  expect(await page.getByText('is active').count()).toBe(0);
  await frame.getByRole('link', { name: 'Sales' }).click();
  await frame.getByText('This content is not available').waitFor();
  await page.getByText(/The embed says: forbidden \(request [\w-]+\)/).waitFor();
  await context.close();
});

it('rejects a used URL in another browser', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${run.ports.web}/sample`);
  await page.getByRole('button', { name: 'Create secret' }).click();
  await page.getByText('is active').waitFor();
  const signed = page.waitForRequest((request) => request.url().includes('/embed/login'));
  await page.getByRole('button', { name: 'Show it' }).click();
  const url = (await signed).url();
  await (await embedded(page)).getByRole('heading', { name: 'Sales dashboard' }).waitFor();

  const thief = await browser.newContext();
  const stolen = await (await thief.newPage()).goto(url);
  expect(stolen?.status()).toBe(403);
  await thief.close();
  await context.close();
});
