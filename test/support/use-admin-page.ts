import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { type AdminPage, type CallApi, callAs, openAdminPage, secretsPath } from './admin-page.ts';
import { launchBrowser } from './browser.ts';

/** The admin page of a local run, as set up for one test. */
export type AdminPageFixture = AdminPage & {
  run: LocalRun;
  context: BrowserContext;
  callApi: CallApi;
  callApiAs: (principal: string) => CallApi;
};

/**
 * Starts one local run and one browser for a test file: the functions keep their table for the life of the process.
 * Each test gets a new page, and acme with no secrets and default settings.
 */
export function useAdminPage(): AdminPageFixture {
  const fixture = {} as AdminPageFixture;
  let browser: Browser;

  beforeAll(async () => {
    fixture.run = await startLocalRun({ api: 0, edge: 0, web: 0 });
    fixture.callApiAs = (principal) => callAs(principal, fixture.run);
    fixture.callApi = fixture.callApiAs('acme-admin');
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await fixture.run.close();
  });
  beforeEach(async () => {
    await resetAcme(fixture.callApi);
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

async function resetAcme(callApi: CallApi): Promise<void> {
  const { body } = await callApi('GET', secretsPath);
  for (const { id } of body.records as { id: string }[]) await callApi('DELETE', `${secretsPath}/${id}`);
  const settings = {
    sessionLengthHours: 24,
    frameAncestors: [],
    acceptV0: null,
    redeemParameterSets: null,
    customClaims: [],
    strictClaims: false,
  };
  await callApi('PATCH', '/organizations/acme/embed/settings', settings);
}
