import { AdminUserGlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it } from 'vitest';
import { ada, adminHeading, createPerson, enterPassword, signIn, userPoolClient } from './support/people.ts';
import { pageOrigin } from './support/production.ts';
import { scriptCanRead } from './support/script-can-read.ts';
import { latestCredentials, signInMissing, useSignIn } from './support/use-sign-in.ts';

describe.skipIf(signInMissing)(`the session${signInMissing ? ` (${signInMissing})` : ''}`, () => {
  const cognito = useSignIn();
  const refresh = () => cognito.page.getByRole('tab', { name: 'Settings' }).click();
  const endSession = () => {
    const user = { UserPoolId: cognito.signIn.userPoolId, Username: ada.email };
    return userPoolClient(cognito).send(new AdminUserGlobalSignOutCommand(user));
  };
  beforeAll(async () => {
    await createPerson(cognito, ada);
  });

  it('renews credentials before they end, once for all requests at a time', async () => {
    const { page, cognitoCalls } = cognito;
    // Within the five minutes before their end.
    cognito.credentialsLifetimeSeconds = 200;
    await signIn(page, ada);
    await page.getByText('No secrets').waitFor();
    const first = latestCredentials(cognito);
    cognito.credentialsLifetimeSeconds = 3600;
    cognitoCalls.length = 0;
    const used: string[] = [];
    page.on('request', (request) => {
      const [, accessKeyId] = /Credential=(\w+)\//.exec(request.headers().authorization ?? '') ?? [];
      if (accessKeyId !== undefined) used.push(accessKeyId);
    });
    // Each reads the secrets again, at the same moment.
    await page.evaluate("for (let times = 0; times < 3; times++) window.dispatchEvent(new Event('focus'))");
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByText('Session length').first().waitFor();
    await page.getByRole('tab', { name: 'Sessions' }).click();
    await page.getByText('No active sessions').first().waitFor();
    expect(cognitoCalls).toEqual(['POST /oauth2/token', 'GetId', 'GetCredentialsForIdentity']);
    const second = latestCredentials(cognito);
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
    expect(new Set(used)).toEqual(new Set([second.accessKeyId]));
  });

  it('keeps using credentials that are still valid while Cognito can’t be reached', async () => {
    const { page } = cognito;
    cognito.credentialsLifetimeSeconds = 200;
    await signIn(page, ada);
    await page.getByText('No secrets').waitFor();
    await page.route('**/oauth2/token', (route) => route.abort());
    await refresh();
    await page.getByText('Session length').first().waitFor();
  });

  it('says that the session has ended when Cognito renews it no more, and continues after a new sign-in', async () => {
    const { page } = cognito;
    cognito.credentialsLifetimeSeconds = 200;
    await signIn(page, ada);
    await page.getByText('No secrets').waitFor();
    await endSession();
    await refresh();
    await page.getByText('Your session has ended').waitFor();
    expect(await adminHeading(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await enterPassword(page, ada.email);
    await page.getByText('Session length').first().waitFor();
    expect(page.url()).toBe(`${pageOrigin}/#/acme/settings`);
  });

  it('is signed in again after a reload, without a page in between, if Cognito still knows the user', async () => {
    const { page, cognitoCalls } = cognito;
    await signIn(page, ada, '#/acme/settings');
    await page.getByText('Session length').first().waitFor();
    cognitoCalls.length = 0;
    const authorize = page.waitForRequest((request) => request.url().includes('/oauth2/authorize'));
    await page.reload();
    await page.getByText('Session length').first().waitFor();
    expect(new URL((await authorize).url()).searchParams.get('prompt')).toBe('none');
    expect(page.url()).toBe(`${pageOrigin}/#/acme/settings`);
    expect(cognitoCalls).toEqual([
      'GET /oauth2/authorize',
      'POST /oauth2/token',
      'GetId',
      'GetCredentialsForIdentity',
    ]);
  });

  it('asks to sign in after a reload, once, if Cognito no longer knows the user', async () => {
    const { page, context, cognitoCalls } = cognito;
    await signIn(page, ada);
    await adminHeading(page).waitFor();
    await context.clearCookies();
    await page.reload();
    await page.getByText('Your session has ended').waitFor();
    expect(page.url()).toMatch(/^https:\/\/admin\.embed\.example\.com\/(#.*)?$/);
    cognitoCalls.length = 0;
    await page.reload();
    await page.getByText('You sign in with your password').waitFor();
    expect(cognitoCalls).toEqual([]);
  });

  it('leaves no token and no key where a script could read it, before or after a reload', async () => {
    const { page, context } = cognito;
    const tokens = page.waitForResponse((response) => response.url().endsWith('/oauth2/token'));
    await signIn(page, ada);
    await page.getByText('No secrets').waitFor();
    const issued = Object.values(await (await tokens).json()).filter((value) => typeof value === 'string');
    const { secretAccessKey, sessionToken = '' } = latestCredentials(cognito);
    const secrets = [...issued, secretAccessKey, sessionToken].filter((value) => value !== 'Bearer');
    expect(secrets).toHaveLength(5);
    const expectNone = async () => {
      const readable = await scriptCanRead(page);
      expect(readable.storage).toEqual({ 'signed-in': 'yes' });
      for (const secret of secrets) expect(JSON.stringify(readable)).not.toContain(secret);
      expect(JSON.stringify(readable)).not.toMatch(/eyJ[\w-]+\.eyJ|"ASIA/);
    };
    await expectNone();
    await page.reload();
    await page.getByText('No secrets').waitFor();
    await expectNone();
    expect(await context.cookies(pageOrigin)).toEqual([]);
  });

  it('completes no sign-in that this tab did not begin', async () => {
    const { page, cognitoCalls } = cognito;
    await page.goto(`${pageOrigin}/?code=stolen&state=of-an-attacker`);
    await page.getByText('You sign in with your password').waitFor();
    expect(page.url()).toBe(`${pageOrigin}/`);
    expect(cognitoCalls).toEqual([]);
  });

  it('exchanges no code that comes back with another state', async () => {
    const { page, context, cognitoCalls } = cognito;
    await context.route('**/oauth2/authorize*', (route) =>
      route.fulfill({ status: 302, headers: { location: `${pageOrigin}/?code=injected&state=another` } }),
    );
    await page.goto(`${pageOrigin}/`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Sign-in failed').waitFor();
    expect(page.url()).toBe(`${pageOrigin}/`);
    expect(cognitoCalls).toEqual([]);
  });
});
