import { describe, expect, it } from 'vitest';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

describe('an admin with read-only access', () => {
  it('sees secrets, a secret’s page, sessions, events and settings, and nothing to change them', async () => {
    const { page, signIn, callApi, consoleLines } = admin;
    const { id, secretKey } = await createSecret(callApi, 'Production');
    await callApi('POST', `${secretsPath}/${id}/rotate`, { name: 'Production 2' });
    const ada = await openAs(admin, secretKey, 'Ada');
    await signIn('acme-viewer');
    await page.getByText('You have read-only access', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Production', exact: true }).waitFor();
    const changes = page.getByRole('button', {
      name: /Edit|Rotate|Disable|Delete|Reveal|Copy|Retire|retirement|limits/,
    });
    expect(await changes.count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Create secret' }).getAttribute('aria-disabled')).toBe(
      'true',
    );

    await page.getByRole('link', { name: 'Production', exact: true }).click();
    await page.getByRole('heading', { name: 'Rotation' }).waitFor();
    await page.getByRole('heading', { name: 'Latest events' }).waitFor();
    expect(await changes.count()).toBe(0);

    await page.getByRole('tab', { name: 'Sessions' }).click();
    await page.getByRole('rowheader', { name: 'Ada' }).waitFor();
    expect(await page.getByRole('button', { name: /^End the session/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'End all' }).isDisabled()).toBe(true);

    await page.getByRole('tab', { name: 'Activity' }).click();
    await page
      .getByRole('rowheader', { name: /Secret rotated/ })
      .first()
      .waitFor();
    await page.getByRole('tab', { name: 'Settings' }).click();
    expect(await page.getByRole('spinbutton', { name: 'Session length' }).isDisabled()).toBe(true);
    await page.getByRole('tab', { name: 'Try it' }).click();
    await page
      .getByRole('tabpanel', { name: 'Try it' })
      .getByText('Not available with read-only access')
      .waitFor();
    expect(await page.getByText(/isn’t allowed/).count()).toBe(0);
    expect(consoleLines).toEqual([]);
    await ada.leave();
  });

  it('inspects a URL, and sees no key', async () => {
    const { page, signIn, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const claims = { contentPath: '/dashboards/sales', externalId: 'ada', name: 'Ada Lovelace' };
    const { body } = await callApi('POST', '/organizations/acme/embed/urls', claims);
    await signIn('acme-viewer', '#/acme/inspect');
    const response = page.waitForResponse((each) => each.url().endsWith('/urls/inspect'));
    await page.getByRole('textbox', { name: 'Embed URL' }).fill(String(body.url));
    await page.getByRole('button', { name: 'Inspect', exact: true }).click();
    await page.getByText('This URL opens').waitFor();
    expect(await (await response).text()).not.toContain(secretKey);
  });
});

it('learns from a refused change that access is read-only, and isn’t an error', async () => {
  const { page, signIn, dialog, callApi, run } = admin;
  await createSecret(callApi, 'Production');
  await signIn();
  const headers = { 'access-control-allow-origin': `http://127.0.0.1:${run.ports.web}` };
  await page.route('**/disable', (route) =>
    route.fulfill({ status: 403, json: { message: 'Forbidden' }, headers }),
  );
  await page.getByRole('button', { name: 'Disable Production' }).click();
  await dialog.getByRole('button', { name: 'Disable secret' }).click();
  await dialog.getByText('You have read-only access', { exact: true }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Retry' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('You have read-only access', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Disable Production' }).count()).toBe(0);
});
