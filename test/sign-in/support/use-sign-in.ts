import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { adminPageHost } from '../../../infra/constructs/admin-page-host.ts';
import { adminPageHandler } from '../../../local/admin-page.ts';
import type { Principal } from '../../../local/principals.ts';
import { type LocalRun, startLocalRun } from '../../../local/run.ts';
import { type Emulator, emulatorMissing, startEmulator } from '../../deployed/support/emulator.ts';
import { type CallApi, callAs } from '../../support/admin-page.ts';
import { launchBrowser } from '../../support/browser.ts';
import { startFront } from './aws-front.ts';
import { opensslMissing, selfSignedCertificate } from './certificate.ts';
import { type CognitoState, cognitoHosts } from './cognito-hosts.ts';
import { type DeployedSignIn, deploySignIn } from './deploy-sign-in.ts';
import { pageOrigin, production } from './production.ts';

/** Why the sign-in can't be tested here; `undefined` if it can. */
export const signInMissing = emulatorMissing() ?? opensslMissing();

export type SignInFixture = DeployedSignIn &
  CognitoState & {
    emulator: Emulator;
    run: LocalRun;
    /** The port on which all hosts of the internet are found, by TLS. */
    frontPort: number;
    context: BrowserContext;
    page: Page;
    callApiAs: (principal: string) => CallApi;
  };

/**
 * The admin page as production has it, at production's hosts: Cognito is the emulator with production's sign-in stack,
 * the API is a local run's. Each test gets a new browser profile.
 */
export function useSignIn(): SignInFixture {
  const fixture = {} as SignInFixture;
  const folder = mkdtempSync(join(tmpdir(), 'embed-secrets-sign-in-'));
  const closing: (() => Promise<unknown>)[] = [];
  let browser: Browser;

  beforeAll(async () => {
    const { account, region, embedDomain } = production;
    const opened = <Part extends { close: () => Promise<unknown> }>(part: Part): Part => {
      closing.unshift(part.close);
      return part;
    };
    const emulator = opened(await startEmulator({ account, region, verifies: true }));
    const deployed = await deploySignIn(emulator.endpoint, join(folder, 'cdk.out'));
    const state: CognitoState = { cognitoCalls: [], credentialsLifetimeSeconds: 3600, issued: new Map() };
    Object.assign(fixture, { ...deployed, ...state, emulator });
    const adminPage = {
      origin: pageOrigin,
      principalOf: (accessKeyId: string) => fixture.issued.get(accessKeyId),
    };
    fixture.run = opened(await startLocalRun({ api: 0, edge: 0, web: 0 }, { adminPage }));
    // Where the API's functions find Cognito.
    process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = emulator.endpoint;
    fixture.callApiAs = (principal) => callAs(principal, fixture.run);
    const page = adminPageHandler({
      apiUrl: `http://127.0.0.1:${fixture.run.ports.api}`,
      region,
      embedDomain,
      viewerScheme: 'https',
      signIn: deployed.signIn,
    });
    const front = opened(
      await startFront(selfSignedCertificate(folder), {
        [adminPageHost(production)]: async ({ message }, response) => {
          if (!(await page(message, response))) response.writeHead(404).end();
        },
        ...cognitoHosts(fixture),
      }),
    );
    fixture.frontPort = front.port;
    browser = await launchBrowser([`--host-resolver-rules=MAP * 127.0.0.1:${front.port}, EXCLUDE 127.0.0.1`]);
    closing.unshift(() => browser.close());
  }, 120_000);
  afterAll(async () => {
    for (const close of closing) await close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    fixture.cognitoCalls.length = 0;
    fixture.credentialsLifetimeSeconds = 3600;
    fixture.context = await browser.newContext({
      ignoreHTTPSErrors: true,
      viewport: { width: 1280, height: 900 },
    });
    fixture.context.setDefaultTimeout(10_000);
    fixture.page = await fixture.context.newPage();
  });
  afterEach(async () => {
    await fixture.context.close();
  });
  return fixture;
}

/** The credentials that the identity pool issued last. */
export function latestCredentials({ issued }: SignInFixture): Principal {
  const latest = [...issued.values()].at(-1);
  if (latest === undefined) throw new Error('no credentials were issued');
  return latest;
}
