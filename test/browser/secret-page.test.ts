import { expect, it } from 'vitest';
import { callAs, createSecret, secretsPath } from '../support/admin-page.ts';
import { dateOf, showUsage } from '../support/secret-usage.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();

/** Production, and the secret that replaces it. */
async function rotated(overlapHours = 24) {
  const callApi = callAs('acme-admin', admin.run);
  const old = await createSecret(callApi, 'Production');
  const { body } = await callApi('POST', `${secretsPath}/${old.id}/rotate`, {
    name: 'Production 2',
    overlapHours,
  });
  return { old, replacement: body as typeof old };
}

it('opens from the list and goes back to it, by keyboard', async () => {
  const { page, signIn, callApi } = admin;
  for (const name of ['Production', 'Staging']) await createSecret(callApi, name);
  await signIn();
  await page.getByRole('searchbox').fill('stag');
  await page.getByRole('link', { name: 'Staging' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Staging' }).waitFor();
  await page.getByRole('link', { name: 'All secrets' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Staging' }).and(page.locator(':focus')).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('stag');
});

it('requests the secret and its events once', async () => {
  const { page, signIn, callApi, requestedUrls } = admin;
  const { id } = await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('link', { name: 'Production' }).click();
  await page.getByText('Secret created').waitFor();
  for (const path of [`/embed/secrets/${id}`, `/embed/events?secretId=${id}`]) {
    expect(requestedUrls.filter((url) => url.endsWith(path))).toHaveLength(1);
  }
});

it('shows logins and refusals, sessions, and who used the secret last', async () => {
  const { page, signIn, callApi } = admin;
  const { id, secretKey } = await createSecret(callApi, 'Production');
  const ada = await openAs(admin, secretKey, 'Ada');
  await showUsage(page, {
    [id]: {
      lastUsedAt: new Date(Date.now() - 3_600_000).toISOString(),
      lastRefusedAt: new Date(Date.now() - 7_200_000).toISOString(),
      days: [
        { date: dateOf(0), logins: 1_200, refused: 3 },
        { date: dateOf(2), logins: 34, refused: 0 },
      ],
      recent: [
        { at: new Date().toISOString(), externalId: 'ada@acme.example', refused: false },
        { at: new Date().toISOString(), externalId: '<img src=x onerror=alert(1)>', refused: true },
      ],
    },
  });
  await signIn('acme-admin', `#/acme/secrets/${id}`);
  await page.getByText('1,234 logins, 3 refused').waitFor();
  await page.getByText('1 hour ago').waitFor();
  await page.getByText('2 hours ago').waitFor();
  await page.getByRole('cell', { name: 'Refused' }).waitFor();
  await page.getByText('<img src=x onerror=alert(1)>').waitFor();
  await page.getByRole('application', { name: /Logins and refusals of Production per day/ }).waitFor();
  await page.getByRole('link', { name: '1', exact: true }).click();
  await page.getByRole('button', { name: 'End the session of Ada' }).waitFor();
  await ada.leave();
});

it('says that a secret is gone, and leads back', async () => {
  const { page, signIn, callApi } = admin;
  await createSecret(callApi, 'Production');
  await signIn('acme-admin', '#/acme/secrets/01ARZ3NDEKTSV4RRFFQ69G5FAV');
  await page.getByText('This secret doesn’t exist').waitFor();
  await page.getByRole('button', { name: 'Show all secrets' }).click();
  await page.getByRole('link', { name: 'Production' }).waitFor();
});

it('keeps the focus on the page after its secret was deleted', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { id } = await createSecret(callApi, 'Production');
  await signIn('acme-admin', `#/acme/secrets/${id}`);
  await page.getByRole('button', { name: 'Delete Production' }).click();
  await dialog.getByRole('textbox').fill('Production');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Show all secrets' }).and(page.locator(':focus')).waitFor();
});

it('compares old and new until the old secret can go', async () => {
  const { page, signIn, callApi } = admin;
  const { old, replacement } = await rotated();
  const used = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const days = (logins: number) => [{ date: dateOf(0), logins, refused: 0 }];
  const recent = [{ at: used(1), externalId: 'grace@acme.example', refused: false }];
  const open = async () => {
    await signIn('acme-admin', `#/acme/secrets/${old.id}`);
    await page.getByRole('heading', { name: 'Rotation' }).waitFor();
  };
  await open();
  await page.getByText('“Production 2” isn’t in use yet').waitFor();

  await showUsage(page, {
    [old.id]: { lastUsedAt: used(1), days: days(7), recent },
    [replacement.id]: { lastUsedAt: used(1), days: days(11), recent: [] },
  });
  await page.reload();
  await open();
  await page.getByText('“Production” is still in use').waitFor();
  await page.getByText('Its latest users: grace@acme.example.').waitFor();
  await page.getByText('Logins: 7 today').waitFor();
  await page.getByText('Logins: 11 today').waitFor();
  await page.getByRole('application', { name: /Logins with Production and Production 2 per day/ }).waitFor();

  await page.unrouteAll();
  await showUsage(page, {
    [old.id]: { lastUsedAt: used(-60), days: days(7), recent: [] },
    [replacement.id]: { lastUsedAt: used(1), days: days(11), recent: [] },
  });
  await page.reload();
  await open();
  await page.getByText('“Production” can go').waitFor();
  expect((await callApi('GET', secretsPath)).status).toBe(200);
});

it('calls an old secret in use if it is disabled and its URLs are refused', async () => {
  const { page, signIn, callApi } = admin;
  const { old, replacement } = await rotated();
  await callApi('POST', `${secretsPath}/${old.id}/disable`, {});
  const at = new Date(Date.now() + 60_000).toISOString();
  await showUsage(page, {
    [old.id]: {
      lastRefusedAt: at,
      days: [{ date: dateOf(0), logins: 0, refused: 1 }],
      recent: [{ at, externalId: 'grace@acme.example', refused: true }],
    },
    [replacement.id]: { lastUsedAt: at, days: [{ date: dateOf(0), logins: 1, refused: 0 }], recent: [] },
  });
  await signIn('acme-admin', `#/acme/secrets/${old.id}`);
  await page.getByText('“Production” is still in use').waitFor();
  await page.getByText(/^Last refused URL: /).waitFor();
  await page.getByText('Its latest users: grace@acme.example.').waitFor();
});

it('retires the old secret later, earlier or not at all, by keyboard', async () => {
  const { page, signIn, dialog, callApi } = admin;
  const { old } = await rotated();
  await signIn('acme-admin', `#/acme/secrets/${old.id}`);
  const opener = page.getByRole('button', { name: /^(Retire|Change retirement of) Production$/ });
  const choose = async (option: string) => {
    await opener.focus();
    await page.keyboard.press('Enter');
    await dialog.getByRole('radio', { name: 'In 24 hours' }).and(page.locator(':focus')).waitFor();
    for (let presses = 0; presses < 6; presses++) {
      if (await dialog.getByRole('radio', { name: option }).isChecked()) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
  };
  const retiresAt = async () => {
    const { body } = await callApi('GET', `${secretsPath}/${old.id}`);
    return body.retiresAt;
  };
  await choose('In 7 days');
  await page
    .getByText(/“Production” retires at/)
    .first()
    .waitFor();
  await page.getByText('Retires in 7 days').first().waitFor();
  await choose('Not at all');
  await page.getByText('“Production” doesn’t retire.').first().waitFor();
  expect(await retiresAt()).toBeUndefined();
  await choose('In 1 minute');
  await page
    .getByText('Retires in 1 minute')
    .or(page.getByText('Retires in less than a minute'))
    .first()
    .waitFor();
  expect(await retiresAt()).toBeDefined();
});

it('deletes the old secret of a rotation', async () => {
  const { page, signIn, dialog } = admin;
  const { replacement } = await rotated(0);
  await signIn('acme-admin', `#/acme/secrets/${replacement.id}`);
  await page.getByText('“Production” can go').waitFor();
  await page.getByRole('button', { name: 'Delete old' }).click();
  await dialog.getByRole('textbox').fill('Production');
  await page.keyboard.press('Enter');
  await page.getByText('Deleted “Production”.').first().waitFor();
  await page.getByRole('heading', { name: 'Rotation' }).waitFor({ state: 'detached' });
});
