import { expect, it } from 'vitest';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

const row = (text: string) => admin.page.getByRole('row').filter({ hasText: text });

it('lists what was done to secrets, deleted ones included, and by whom', async () => {
  const { page, signIn, callApi } = admin;
  const { id } = await createSecret(callApi, 'Shortlived');
  await callApi('PATCH', `${secretsPath}/${id}`, { name: 'Leaked' });
  await callApi('POST', `${secretsPath}/${id}/reveal`);
  await callApi('DELETE', `${secretsPath}/${id}`);
  await signIn('acme-admin', `#/acme/activity/${id}`);
  await row('Secret deleted').getByText('Leaked (deleted)').waitFor();
  await row('Key revealed').getByText('acme-admin OrganizationAdmin').waitFor();
  await row('Secret renamed').getByText('to “Leaked”').waitFor();
  await row('Secret created').getByText('Shortlived (deleted)').waitFor();
  expect(await page.getByRole('row').count()).toBe(5);
});

it('filters by secret, by keyboard, and leads to the secret', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Filtered');
  const gone = await createSecret(callApi, 'Gone');
  await callApi('DELETE', `${secretsPath}/${gone.id}`);
  await signIn('acme-admin', '#/acme/activity');
  await row('Secret deleted').first().waitFor();
  const filter = page.getByRole('button', { name: /^Secret/ });
  await filter.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /Gone.*Deleted/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await filter.and(page.locator(':focus')).waitFor();
  await row('Secret created').getByRole('link', { name: 'Filtered' }).click();
  await page.getByRole('heading', { level: 2, name: 'Filtered' }).waitFor();
  await page.getByRole('link', { name: 'All events of this secret' }).click();
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
});

it('calls no secret deleted while the secrets can’t be loaded', async () => {
  const { page, signIn, callApi } = admin;
  const { id } = await createSecret(callApi, 'Existing');
  await page.route('**/embed/secrets', (route) => route.abort('connectionrefused'));
  await signIn('acme-admin', `#/acme/activity/${id}`);
  await row('Secret created').getByRole('link', { name: 'Existing' }).waitFor();
  expect(await page.getByText(/^\(?deleted\)?$/i).count()).toBe(0);
});

it('filters by actor and by day, by keyboard, and says if nothing matches', async () => {
  const { page, signIn, callApi } = admin;
  const { id } = await createSecret(callApi, 'Investigated');
  await signIn('acme-admin', `#/acme/activity/${id}`);
  await row('Secret created').waitFor();
  const by = page.getByRole('button', { name: /^By/ });
  await by.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: /acme-admin.*OrganizationAdmin/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  const filtered = page.waitForRequest((request) => request.url().includes('/embed/events?'));
  await page.keyboard.press('Enter');
  const query = new URL((await filtered).url()).searchParams;
  expect(query.get('actor')).toMatch(/^arn:.*\/OrganizationAdmin\/acme-admin$/);
  await by.and(page.locator(':focus')).waitFor();
  await row('Secret created').waitFor();

  const from = page.getByRole('textbox', { name: 'From' });
  const today = new Date();
  await from.focus();
  await page.keyboard.type(dayOf(today));
  await from.and(page.locator(':focus')).waitFor();
  await row('Secret created').waitFor();
  const through = page.getByRole('textbox', { name: 'Through' });
  await through.focus();
  await page.keyboard.type('2020/01/31');
  await page.getByText('No matches').waitFor();
  await page.getByRole('button', { name: 'Clear filter' }).press('Enter');
  await row('Secret created').first().waitFor();
  expect(await from.inputValue()).toBe('');
  await expect.poll(() => page.evaluate('document.activeElement === document.body')).toBe(false);
});

const dayOf = (day: Date): string =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('/');

it('loads earlier events on demand', async () => {
  const { page, signIn, callApi } = admin;
  const { id } = await createSecret(callApi, 'Busy');
  for (let rename = 1; rename <= 50; rename++) {
    await callApi('PATCH', `${secretsPath}/${id}`, { name: `Busy ${rename}` });
  }
  await signIn('acme-admin', `#/acme/activity/${id}`);
  await row('to “Busy 50”').waitFor();
  expect(await row('Secret created').count()).toBe(0);
  await page.getByRole('button', { name: 'Load earlier events' }).click();
  await row('Secret created').waitFor();
  expect(await page.getByRole('button', { name: 'Load earlier events' }).count()).toBe(0);
});

it('explains an unknown outcome', async () => {
  const { page, signIn } = admin;
  const event = {
    id: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    at: new Date().toISOString(),
    type: 'settings_updated',
    actor: 'ada@acme.example',
    outcome: 'unknown',
    requestId: 'request-1',
  };
  await page.route('**/embed/events', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { records: [event] } });
  });
  await signIn('acme-admin', '#/acme/activity');
  await row('Settings updated').getByText('ada@acme.example').waitFor();
  await page.getByRole('button', { name: 'Unknown' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('The request stopped before its outcome was recorded').waitFor();
});

it('appears on the page of a secret, and grows with each change', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id } = await createSecret(callApi, 'Production');
  await signIn('acme-admin', `#/acme/secrets/${id}`);
  await row('Secret created').waitFor();
  await page.getByRole('button', { name: 'Disable Production' }).click();
  await dialog.getByRole('button', { name: 'Disable secret' }).click();
  await row('Secret disabled').waitFor();
});
