import { beforeEach, describe, expect, it } from 'vitest';
import { views } from '../../web/src/app/route.ts';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { dateOf, showUsage } from '../support/secret-usage.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { violations } from '../support/violations.ts';

const admin = useAdminPage();

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('axe finds no violations in %s mode at %i px', (colorScheme, width) => {
  beforeEach(async () => {
    // axe would measure the contrast of a colour in transition.
    await admin.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await admin.page.setViewportSize({ width, height: 900 });
  });

  it('on the sign-in page', async () => {
    const { page, run } = admin;
    await page.goto(`http://127.0.0.1:${run.ports.web}/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each(views)('in the view %s', async (view) => {
    const { page, signIn, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn('acme-admin', `#/acme/${view}`);
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ['Create secret', 'Create secret'],
    ['Edit Production', 'Edit “Production”'],
    ['Disable Production', 'Disable “Production”?'],
    ['Rotate Production', 'Rotate “Production”'],
    ['Delete Production', 'Delete “Production”?'],
    ['Reveal the key of Production', 'Key of “Production”'],
  ])('in the dialog of %s', async (button, heading) => {
    const { page, signIn, dialog, callApi } = admin;
    await createSecret(callApi, 'Production');
    await signIn();
    await page.getByRole('button', { name: button }).click();
    await dialog.getByRole('heading', { name: heading }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await violations(page)).toEqual([]);
  });

  it('on the page of a rotated secret, and in its dialogs', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { id } = await createSecret(callApi, 'Production');
    const { body } = await callApi('POST', `${secretsPath}/${id}/rotate`, { name: 'Production 2' });
    const days = [{ date: dateOf(0), logins: 7, refused: 1 }];
    const recent = [{ at: new Date().toISOString(), externalId: 'ada', refused: false }];
    await showUsage(page, { [id]: { days, recent }, [String(body.id)]: { days, recent: [] } });
    await signIn('acme-admin', `#/acme/secrets/${id}`);
    await page.getByRole('application').nth(1).waitFor();
    await page.getByText('Secret created').first().waitFor();
    expect(await violations(page)).toEqual([]);
    for (const opener of ['Change retirement of Production', 'Edit limits of Production']) {
      await page.getByRole('button', { name: opener }).click();
      await dialog.getByRole('button', { name: 'Save' }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
    }
    await callApi('POST', `${secretsPath}/${id}/disable`);
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await page.getByRole('button', { name: 'Enable Production' }).click();
    await dialog.getByRole('button', { name: 'Enable secret' }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('with read-only access', async () => {
    const { page, signIn, callApi } = admin;
    const { id } = await createSecret(callApi, 'Production');
    await signIn('acme-viewer', `#/acme/secrets/${id}`);
    await page.getByText('Secret created').first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('with an empty list, a new secret and a failure', async () => {
    const { page, signIn, dialog, run } = admin;
    await signIn();
    await page.getByText('No secrets').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create secret' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Production');
    await page.keyboard.press('Enter');
    await dialog.getByText('Secret key', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Done' }).click();

    await page.route(`http://127.0.0.1:${run.ports.api}/**`, (route) => route.abort());
    await page.getByRole('button', { name: 'Reveal the key of Production' }).click();
    await dialog.getByText('Can’t reach the API').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
