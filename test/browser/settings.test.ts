import { describe, expect, it } from 'vitest';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

describe('Settings', () => {
  it('saves only changed settings', async () => {
    const { page, signIn } = admin;
    await signIn('acme-admin', '#/acme/settings');
    const save = page.getByRole('button', { name: 'Save changes' });
    await save.waitFor();
    expect(await save.isDisabled()).toBe(true);
    const length = page.getByRole('spinbutton', { name: 'Session length' });
    await length.fill('600');
    await page.getByText('Enter a whole number from 1 to 576.').waitFor();
    await length.fill('8');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await save.click();
    await page.getByText('Settings saved.').first().waitFor();
    expect((await sent).postDataJSON()).toEqual({ sessionLengthHours: 8 });

    await page.reload();
    await signIn('acme-admin', '#/acme/settings');
    expect(await page.getByRole('spinbutton').inputValue()).toBe('8');
  });

  it('edits the embedding origins', async () => {
    const { page, signIn } = admin;
    await signIn('acme-admin', '#/acme/settings');
    await page.getByRole('button', { name: 'Add origin' }).click();
    await page.getByRole('textbox', { name: 'Origin 1' }).fill('not an origin');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText(/^The origin must be an origin/).waitFor();
    await page.getByRole('textbox', { name: 'Origin 1' }).fill('https://portal.acme.example');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Settings saved.').first().waitFor();
    expect((await sent).postDataJSON()).toEqual({ frameAncestors: ['https://portal.acme.example'] });
    await page.getByRole('button', { name: 'Remove https://portal.acme.example' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Any page can embed the application.').waitFor();
  });

  it('accepts v0 URLs until a date with sets of parameters, and stops', async () => {
    const { page, signIn } = admin;
    const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
    await signIn('acme-admin', '#/acme/settings');
    await page.getByText('Accept v0 URLs').click();
    await page.getByRole('textbox', { name: 'Accept until' }).fill(until.replaceAll('-', '/'));
    await page.getByRole('textbox', { name: 'Set 1' }).fill('theme, userAttributes');
    const sent = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Settings saved.').first().waitFor();
    expect((await sent).postDataJSON()).toEqual({
      acceptV0: { until, parameterSets: [['theme', 'userAttributes']] },
    });
    await page.getByText('Accept v0 URLs').click();
    const cleared = page.waitForRequest((request) => request.method() === 'PATCH');
    await page.getByRole('button', { name: 'Save changes' }).click();
    expect((await cleared).postDataJSON()).toEqual({ acceptV0: null });
  });

  it('lists custom claims and rejects all others', async () => {
    const { page, signIn, callApi } = admin;
    await signIn('acme-admin', '#/acme/settings');
    await page.getByRole('textbox', { name: 'Names' }).fill('department\nexternalId');
    await page.getByText('Reject login URLs with unknown claims').click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('“externalId” must not be the name of a known claim or of an option.').waitFor();
    await page.getByRole('textbox', { name: 'Names' }).fill('department\ncostCenter');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Settings saved.').first().waitFor();
    const { body } = await callApi('GET', '/organizations/acme/embed/settings');
    expect(body).toMatchObject({ customClaims: ['department', 'costCenter'], strictClaims: true });
  });

  it('accepts branch in redeem URLs', async () => {
    const { page, signIn, callApi } = admin;
    await signIn('acme-admin', '#/acme/settings');
    await page.getByText('Accept branch in redeem URLs').click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Settings saved.').first().waitFor();
    const { body } = await callApi('GET', '/organizations/acme/embed/settings');
    expect(body.redeemParameterSets).toEqual([['branch']]);
    expect(await page.getByRole('checkbox', { name: 'Accept branch in redeem URLs' }).isChecked()).toBe(true);
  });
});
