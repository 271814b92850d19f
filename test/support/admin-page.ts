import type { BrowserContext, Locator, Page } from 'playwright-core';
import { type CallApi, callAs as callAsPrincipal } from '../../local/call-as.ts';
import { principals } from '../../local/principals.ts';
import { type LocalRun, region } from '../../local/run.ts';

/** The admin page in a browser. */
export type AdminPage = {
  page: Page;
  /** The dialog that is open. */
  dialog: Locator;
  /** Everything in the page's console, including browser warnings. */
  consoleLines: string[];
  /** Every URL that the page requested. */
  requestedUrls: string[];
  signIn: (principal?: string, hash?: string) => Promise<void>;
};

/** Opens a page that can sign in. */
export async function openAdminPage(context: BrowserContext, run: LocalRun): Promise<AdminPage> {
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
  return { page, dialog: page.getByRole('dialog'), consoleLines, requestedUrls, signIn };
}

export const webUrl = ({ ports }: LocalRun): string => `http://127.0.0.1:${ports.web}`;

export type { CallApi } from '../../local/call-as.ts';

/** Returns a client of the run's API, signed as one of its principals. */
export function callAs(name: string, { ports }: LocalRun): CallApi {
  const principal = principals.find((candidate) => candidate.name === name);
  if (principal === undefined) throw new TypeError(`no principal ${name}`);
  return callAsPrincipal(principal, { port: ports.api, region });
}

export const secretsPath = '/organizations/acme/embed/secrets';

/** @returns the new secret, with its key */
export async function createSecret(callApi: CallApi, name: string) {
  const { body } = await callApi('POST', secretsPath, { name });
  return body as { id: string; name: string; secretKey: string; maskedKey: string };
}
