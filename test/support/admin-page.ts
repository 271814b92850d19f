import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { signedFetch } from '../../cli/signed-fetch.ts';
import { principals } from '../../local/principals.ts';
import { type LocalRun, region, startLocalRun } from '../../local/run.ts';
import { operations } from '../../shared/operations.ts';
import { launchBrowser } from './browser.ts';

/** The admin page of a local run in a browser, as one test sees it. */
export type AdminPageFixture = {
  page: Page;
  context: BrowserContext;
  run: LocalRun;
  /** Everything that the page wrote to its console, warnings of the browser among it. */
  consoleLines: string[];
  /** Every address that the page asked for something. */
  requestedUrls: string[];
  callApi: ReturnType<typeof signedFetch>;
  signIn: (principal?: string, hash?: string) => Promise<void>;
  dialog: Locator;
};

/** Starts a run and a browser for a file (the functions know one table for as long as they live); every test gets a page of its own, and acme without secrets. */
export function useAdminPage(): AdminPageFixture {
  const fixture = {} as AdminPageFixture;
  let browser: Browser;

  beforeAll(async () => {
    fixture.run = await startLocalRun({ api: 0, edge: 0, web: 0 });
    fixture.callApi = callAs('acme-admin', fixture.run);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await fixture.run.close();
  });
  beforeEach(async () => {
    await startOver(fixture.callApi);
    fixture.context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    fixture.context.setDefaultTimeout(5_000);
    await fixture.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    Object.assign(fixture, await openPage(fixture.context, fixture.run));
  });
  afterEach(async () => {
    await fixture.context.close();
  });
  return fixture;
}

export async function openPage(context: BrowserContext, run: LocalRun) {
  const page = await context.newPage();
  const consoleLines: string[] = [];
  const requestedUrls: string[] = [];
  page.on('console', (line) => consoleLines.push(line.text()));
  page.on('pageerror', (error) => consoleLines.push(error.message));
  page.on('request', (request) => requestedUrls.push(request.url()));
  const signIn = async (principal = 'acme-admin', hash = '') => {
    await page.goto(`${webUrl(run)}/${hash}`);
    await page.getByRole('radio', { name: principal }).check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Embed admin' }).waitFor();
  };
  return { page, consoleLines, requestedUrls, signIn, dialog: page.getByRole('dialog') };
}

export const webUrl = ({ ports }: LocalRun): string => `http://127.0.0.1:${ports.web}`;

/** Whether the API has these operations yet. */
export const hasOperations = (...ids: string[]): boolean =>
  ids.every((id) => operations.some((operation) => operation.id === id));

/** Calls the API of a run as one of its principals. */
export function callAs(name: string, { ports }: LocalRun): ReturnType<typeof signedFetch> {
  const principal = principals.find((candidate) => candidate.name === name);
  if (principal === undefined) throw new TypeError(`no principal ${name}`);
  return signedFetch({ apiUrl: `http://127.0.0.1:${ports.api}`, region, ...principal });
}

export const secretsPath = '/organizations/acme/embed/secrets';

/** @returns the new secret, with its key */
export async function createSecret(callApi: AdminPageFixture['callApi'], name: string) {
  const { body } = await callApi('POST', secretsPath, { name });
  return body as { id: string; name: string; secretKey: string; maskedKey: string };
}

/** Acme as it was when the run began. */
async function startOver(callApi: AdminPageFixture['callApi']): Promise<void> {
  const { body } = await callApi('GET', secretsPath);
  for (const { id } of body.records as { id: string }[]) await callApi('DELETE', `${secretsPath}/${id}`);
  if (!hasOperations('update-settings')) return;
  const settings = { sessionLengthHours: 24, frameAncestors: [], acceptV0: null };
  await callApi('PATCH', '/organizations/acme/embed/settings', settings);
}
