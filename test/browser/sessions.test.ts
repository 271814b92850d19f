import { describe, expect, it } from 'vitest';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

describe('Sessions', () => {
  it('lists active sessions and ends one', async () => {
    const { page, signIn, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await openAs(admin, secretKey, 'Ada');
    const grace = await openAs(admin, secretKey, 'Grace');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByText('grace', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'End the session of Ada' }).click();
    await page.getByText('Ended the session of Ada.').first().waitFor();
    expect(await page.getByRole('button', { name: /^End the session/ }).count()).toBe(1);
    expect([await ada.status(), await grace.status()]).toEqual([403, 200]);
    await ada.leave();
    await grace.leave();
  });

  it('ends all sessions after confirmation', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await openAs(admin, secretKey, 'Ada');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByRole('button', { name: 'End all' }).click();
    await dialog.getByRole('button', { name: 'End all' }).click();
    await page.getByText('Ended all sessions of acme.').first().waitFor();
    await page.getByText('No active sessions').waitFor();
    expect(await ada.status()).toBe(403);
    await ada.leave();
  });

  it('shows how many sessions deleting a secret will end', async () => {
    const { page, signIn, dialog, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    await createSecret(callApi, 'Staging');
    const ada = await openAs(admin, secretKey, 'Ada');
    await signIn();
    await page.getByRole('button', { name: 'Delete Production' }).click();
    await dialog.getByText('1 active session will end.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete Staging' }).click();
    await dialog.getByText('No active sessions.').waitFor();
    await ada.leave();
  });

  it('finds sessions by user and by secret, with the number of each', async () => {
    const { page, signIn, callApi } = admin;
    const production = await createSecret(callApi, 'Production');
    const staging = await createSecret(callApi, 'Staging');
    const users = [
      await openAs(admin, production.secretKey, 'Ada'),
      await openAs(admin, production.secretKey, 'Grace'),
      await openAs(admin, staging.secretKey, 'Katherine'),
    ];
    const ends = page.getByRole('button', { name: /^End the session/ });
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByText('(3)').waitFor();
    await page.getByRole('searchbox', { name: 'Find sessions' }).fill('GRA');
    await page.getByText('1 match').first().waitFor();
    expect(await ends.count()).toBe(1);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('button', { name: /^Secret/ }).click();
    await page.getByRole('option', { name: 'Production' }).click();
    await page.getByText('(2)').waitFor();
    expect(await ends.count()).toBe(2);
    await page
      .getByRole('button', { name: /^Secret/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.getByRole('button', { name: 'Pending' }).click();
    await page.getByRole('button', { name: 'Pending' }).and(page.locator(':focus')).waitFor();
    for (const user of users) await user.leave();
  });

  it('counts all sessions, beyond the first page of the API', async () => {
    const { page, signIn, callApi } = admin;
    const { id } = await createSecret(callApi, 'Production');
    const record = (number: number) => ({
      id: `n.${String(number).padStart(32, '0')}`,
      externalId: `user-${number}`,
      name: `User ${number}`,
      secretId: id,
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2999-01-01T00:00:00.000Z',
    });
    const pages = [0, 1, 2].map((index) => Array.from({ length: 50 }, (_, at) => record(index * 50 + at)));
    await page.route('**/embed/sessions*', async (route) => {
      const index = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
      const body = { records: pages[index], ...(index < 2 ? { nextCursor: `${index + 1}` } : {}) };
      await route.fulfill({ json: body, headers: { 'access-control-allow-origin': '*' } });
    });
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByText('(150)').waitFor();
    await page.getByRole('searchbox', { name: 'Find sessions' }).fill('user-149');
    await page.getByText('1 match').first().waitFor();
  });

  it('removes a session that another admin ended from the list', async () => {
    const { page, signIn, callApi } = admin;
    const { secretKey } = await createSecret(callApi, 'Production');
    const ada = await openAs(admin, secretKey, 'Ada');
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByRole('button', { name: 'End the session of Ada' }).waitFor();
    await callApi('DELETE', '/organizations/acme/embed/sessions');
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await page.getByText('No active sessions').waitFor();
    await ada.leave();
  });

  it('lists the pending sessions of 2-step SSO, and ends one before it is opened', async () => {
    const { page, signIn, callApi } = admin;
    const claims = { contentPath: '/dashboards/sales', externalId: 'ada', name: 'Ada Lovelace' };
    await callApi('POST', '/organizations/acme/embed/sessions', claims);
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByText('No active sessions').waitFor();
    await page.getByRole('button', { name: 'Pending' }).click();
    await page.getByText('Not opened yet').waitFor();
    await page.getByText('in 5 minutes').waitFor();
    await page.getByRole('button', { name: 'End the session of Ada Lovelace' }).click();
    await page.getByText('Ended the session of Ada Lovelace.').first().waitFor();
    await page.getByText('No pending sessions').waitFor();
  });
});
