import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { type AdminPage, type CallApi, callAs, openAdminPage, secretsPath } from './admin-page.ts';
import { launchBrowser } from './browser.ts';

/** The admin page of a local run, as one test sees it. */
export type AdminPageFixture = AdminPage & { run: LocalRun; context: BrowserContext; callApi: CallApi };

/**
 * Starts a run and a browser for a file: one, since the functions know one table for as long as they live.
 * Every test gets a page of its own, and acme as it was when the run began.
 */
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
    Object.assign(fixture, await openAdminPage(fixture.context, fixture.run));
  });
  afterEach(async () => {
    await fixture.context.close();
  });
  return fixture;
}

async function startOver(callApi: CallApi): Promise<void> {
  const { body } = await callApi('GET', secretsPath);
  for (const { id } of body.records as { id: string }[]) await callApi('DELETE', `${secretsPath}/${id}`);
  const settings = { sessionLengthHours: 24, frameAncestors: [], acceptV0: null };
  await callApi('PATCH', '/organizations/acme/embed/settings', settings);
}
