import { expect, it } from 'vitest';
import { createSecret, secretsPath } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

const limitsOf = async (id: string) => {
  const { body } = await admin.callApi('GET', `${secretsPath}/${id}`);
  return body.limits;
};

it('limits a secret from its page and removes the limits, by keyboard', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id, secretKey } = await createSecret(callApi, 'Partner');
  await signIn('acme-admin', `#/acme/secrets/${id}`);
  const opener = page.getByRole('button', { name: 'Edit limits of Partner' });
  await opener.focus();
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: 'Paths' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('/partners');
  await page.keyboard.press('Enter');
  await page.keyboard.type('/assets');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('600');
  await page.keyboard.press('Enter');
  await page.getByText('“Partner” is limited.').first().waitFor();
  await page.getByText('600 seconds').waitFor();
  await page.getByText('/partners').waitFor();
  expect(await limitsOf(id)).toEqual({ paths: ['/partners', '/assets'], maxExpiresInSeconds: 600 });
  const ada = await openAs(admin, secretKey, 'Ada');
  expect(await ada.status()).toBe(403);
  await ada.leave();

  await opener.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByRole('textbox', { name: 'Paths' }).fill('');
  await dialog.getByRole('textbox', { name: 'Longest lifetime' }).fill('');
  await page.keyboard.press('Enter');
  await page.getByText('“Partner” has no limits.').first().waitFor();
  expect(await limitsOf(id)).toBeUndefined();
});

it('shows the API’s errors at the fields', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id } = await createSecret(callApi, 'Partner');
  await signIn('acme-admin', `#/acme/secrets/${id}`);
  await page.getByRole('button', { name: 'Edit limits of Partner' }).click();
  const field = (name: string) => dialog.getByRole('textbox', { name });
  const described = async (name: string) => {
    const ids = (await field(name).getAttribute('aria-describedby')) ?? '';
    const texts = ids.split(' ').map((each) => dialog.locator(`[id="${each}"]`).innerText());
    return (await Promise.all(texts)).join(' ');
  };
  await field('Paths').fill('\n/reports\n/re%2Fports');
  await field('Hosts').fill('not a host');
  await field('Longest lifetime').fill('soon');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('“/re%2Fports” must be a path').waitFor();
  expect(await described('Paths')).toContain('“/re%2Fports” must be a path');
  expect(await described('Hosts')).toContain('“not a host” must be a host name');
  expect(await described('Longest lifetime')).toContain('It must be a whole number of seconds');

  await field('Hosts').fill('');
  await field('Longest lifetime').fill('');
  await field('Paths').fill(`/${'long'.repeat(200)}`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText(/must have at most 512 bytes/).waitFor();
  expect(await limitsOf(id)).toBeUndefined();
});

it('sets limits when a secret is created, with errors at the fields', async () => {
  const { page, signIn, dialog } = admin;
  await signIn();
  await page.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Partner');
  await dialog.getByRole('button', { name: 'Limits (optional)' }).click();
  await dialog.getByRole('textbox', { name: 'Hosts' }).fill('not a host');
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByText('“not a host” must be a host name').waitFor();
  await dialog.getByRole('textbox', { name: 'Hosts' }).fill('analytics.acme.example');
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('heading', { name: '“Partner” is active' }).waitFor();
  const { body } = await admin.callApi('GET', secretsPath);
  expect(body.records).toMatchObject([{ limits: { hosts: ['analytics.acme.example'] } }]);
});

it('passes limits on to the new secret of a rotation, unless they are changed', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id } = await createSecret(callApi, 'Partner');
  await callApi('PUT', `${secretsPath}/${id}/limits`, { paths: ['/partners'], maxExpiresInSeconds: 60 });
  await signIn();
  await page.getByRole('button', { name: 'Rotate Partner' }).click();
  expect(await dialog.getByRole('textbox', { name: 'Paths' }).inputValue()).toBe('/partners');
  await dialog.getByRole('textbox', { name: 'Longest lifetime' }).fill('');
  await dialog.getByRole('button', { name: 'Rotate secret' }).click();
  await dialog.getByRole('heading', { name: /replaces/ }).waitFor();
  const { body } = await callApi('GET', secretsPath);
  const records = body.records as { name: string; limits: object }[];
  expect(records.find(({ name }) => name === 'Partner 2')?.limits).toEqual({ paths: ['/partners'] });
});
