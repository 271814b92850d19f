import { beforeAll, describe, expect, it } from 'vitest';
import { callAs } from '../../local/call-as.ts';
import { region } from '../../local/run.ts';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { violations } from '../support/violations.ts';
import { password } from './support/password.ts';
import { ada, adminHeading, createPerson, enterPassword, signIn } from './support/people.ts';
import { pageOrigin } from './support/production.ts';
import { latestCredentials, signInMissing, useSignIn } from './support/use-sign-in.ts';

describe.skipIf(signInMissing)(`sign-in with Cognito${signInMissing ? ` (${signInMissing})` : ''}`, () => {
  const cognito = useSignIn();
  const grace = { email: 'grace@globex.com', name: 'Grace Hopper', organization: 'globex', role: 'admin' };
  const viewer = { email: 'vera@acme.com', name: 'Vera Rubin', organization: 'acme', role: 'viewer' };
  const nobody = { email: 'nobody@acme.com', name: 'No Body', organization: 'acme' };
  beforeAll(async () => {
    for (const person of [ada, grace, viewer, nobody]) await createPerson(cognito, person);
  });

  it('signs in at Cognito’s page and returns to where the user was', async () => {
    const { page } = cognito;
    const errors: string[] = [];
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    const authorize = page.waitForRequest((request) => request.url().includes('/oauth2/authorize'));
    await signIn(page, ada, '#/acme/settings');
    await adminHeading(page).waitFor();
    expect(page.url()).toBe(`${pageOrigin}/#/acme/settings`);
    await page.getByRole('button', { name: 'Ada Lovelace' }).waitFor();
    await page.getByText('Session length').first().waitFor();
    const { searchParams } = new URL((await authorize).url());
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${pageOrigin}/`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(errors).toEqual([]);
  });

  it('refuses an admin of another organization', async () => {
    const { page } = cognito;
    await signIn(page, grace, '#/acme/secrets');
    await page.getByText('Grace Hopper isn’t allowed to manage Embed for acme').waitFor();
    await page.getByRole('link', { name: 'Go to globex' }).click();
    await page.getByText('No secrets').waitFor();
  });

  it('lets a viewer see the secrets, and no key', async () => {
    const { page } = cognito;
    const { id } = await createSecret(cognito.callApiAs('acme-admin'), 'Production');
    await signIn(page, viewer);
    await page.getByText('Production').first().waitFor();
    const callApi = callAs(latestCredentials(cognito), { port: cognito.run.ports.api, region });
    expect((await callApi('GET', `${secretsPath}/${id}`)).status).toBe(200);
    expect((await callApi('POST', `${secretsPath}/${id}/reveal`)).status).toBe(403);
    expect((await callApi('PATCH', `${secretsPath}/${id}`, { name: 'Mine' })).status).toBe(403);
  });

  it('works by keyboard alone, and without a violation that axe finds', async () => {
    const { page, context } = cognito;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`${pageOrigin}/`);
    await page.getByText('You sign in with your password').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByLabel('Username').waitFor();
    await page.keyboard.type(`${ada.email}\n`);
    await page.getByLabel('Password').waitFor();
    await page.keyboard.type(`${password}\n`);
    await adminHeading(page).waitFor();

    await context.clearCookies();
    await page.reload();
    await page.getByText('Your session has ended').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await enterPassword(page, nobody.email);
    await page.getByText('You don’t have access').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('records the email address of who did it, whatever they call themselves', async () => {
    const { page } = cognito;
    await signIn(page, ada);
    await adminHeading(page).waitFor();
    const callApi = callAs(latestCredentials(cognito), { port: cognito.run.ports.api, region });
    const { id, createdBy } = (await callApi('POST', secretsPath, { name: 'Staging' })).body;
    expect(createdBy).toBe(ada.email);
    const { body } = await callApi('GET', `/organizations/acme/embed/events?secretId=${id}`);
    expect(body.records).toMatchObject([{ type: 'secret_created', actor: ada.email, secretId: id }]);
  });

  it('issues no credentials without a role, and offers to sign in as someone else', async () => {
    const { page } = cognito;
    await signIn(page, nobody);
    await page.getByText('You don’t have access').waitFor();
    await page.getByRole('button', { name: 'Sign in as someone else' }).click();
    await page.getByText('You sign in with your password').waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await enterPassword(page, ada.email);
    await adminHeading(page).waitFor();
  });

  it('signs out: revokes the refresh token, forgets the user, and stays signed out', async () => {
    const { page } = cognito;
    const tokens = page.waitForResponse((response) => response.url().endsWith('/oauth2/token'));
    await signIn(page, ada);
    await adminHeading(page).waitFor();
    const { refresh_token } = await (await tokens).json();
    await page.getByRole('button', { name: 'Ada Lovelace' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You sign in with your password').waitFor();
    expect(cognito.cognitoCalls.slice(-2)).toEqual(['RevokeToken', 'GET /logout']);
    const refreshed = await page.evaluate(
      async ([url, body]) => (await fetch(url, { method: 'POST', body: new URLSearchParams(body) })).status,
      [
        `${cognito.signIn.signInOrigin}/oauth2/token`,
        { grant_type: 'refresh_token', client_id: cognito.signIn.clientId, refresh_token },
      ] as [string, Record<string, string>],
    );
    expect(refreshed).toBe(400);

    await page.goBack();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByText('You sign in with your password').waitFor();
    expect(await adminHeading(page).count()).toBe(0);
  });
});
