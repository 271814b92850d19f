import { describe, expect, it } from 'vitest';
import { views } from '../../web/src/app/route.ts';
import { createSecret } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';
import { openAs } from '../support/viewer.ts';

const admin = useAdminPage();
const longName = `Production ${'of a partner with a long name '.repeat(3)}`.slice(0, 99);

/** Whether all of an element is within the window and not covered, for example by a scrolling container's edge. */
const isInView = (selector: string) =>
  admin.page.evaluate(`(() => {
    const element = document.querySelector(${JSON.stringify(selector)});
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const isVisible = (x) => element.contains(document.elementFromPoint(x, (top + bottom) / 2));
    return isVisible(left + 2) && isVisible(right - 2);
  })()`);

describe.each([1280, 390])('at %i px', (width) => {
  it('keeps the actions of a secret with a long name in view, and shows the whole name on hover and focus', async () => {
    const { page, signIn, callApi } = admin;
    await createSecret(callApi, longName);
    await page.setViewportSize({ width, height: 900 });
    await signIn();
    await page.getByRole('button', { name: `Delete ${longName}` }).waitFor();
    expect(await isInView(`[aria-label="Edit ${longName}"]`)).toBe(true);
    expect(await isInView(`[aria-label="Delete ${longName}"]`)).toBe(true);

    const tooltip = page.getByRole('tooltip');
    const name = page.getByRole('group').filter({ hasText: longName });
    await name.hover();
    await tooltip.getByText(longName).waitFor();
    await page.mouse.move(0, 0);
    await tooltip.waitFor({ state: 'detached' });
    await name.focus();
    await tooltip.getByText(longName).waitFor();
  });

  it('keeps End in view for a user with a name of 255 characters', async () => {
    const { page, signIn, callApi } = admin;
    const { secretKey } = await createSecret(callApi, longName);
    const name = 'Ada Lovelace '.repeat(20).slice(0, 254);
    const ada = await openAs(admin, secretKey, name);
    await page.setViewportSize({ width, height: 900 });
    await signIn('acme-admin', '#/acme/sessions');
    await page.getByRole('button', { name: `End the session of ${name}` }).waitFor();
    expect(await isInView(`[aria-label="End the session of ${name}"]`)).toBe(true);
    await ada.leave();
  });
});

describe('at 390 px', () => {
  it.each(views)('shows the tab of the view %s', async (view) => {
    const { page, signIn } = admin;
    await page.setViewportSize({ width: 390, height: 900 });
    await signIn('acme-admin', `#/acme/${view === 'secrets' ? 'settings' : 'secrets'}`);
    await page.evaluate(`location.hash = '#/acme/${view}'`);
    await expect.poll(() => isInView('[role="tab"][aria-selected="true"]')).toBe(true);
  });

  it('shows the tab of the view that the page opens with', async () => {
    const { page, signIn } = admin;
    await page.setViewportSize({ width: 390, height: 900 });
    await signIn('acme-admin', '#/acme/activity');
    await page.getByRole('heading', { name: 'Activity' }).waitFor();
    await expect.poll(() => isInView('[role="tab"][aria-selected="true"]')).toBe(true);
  });

  it('lists 50 secrets in less than 100 px each', async () => {
    const { page, signIn, callApi } = admin;
    for (let number = 1; number <= 50; number++) await createSecret(callApi, `Secret ${number}`);
    await page.setViewportSize({ width: 390, height: 900 });
    await signIn();
    await page.getByRole('button', { name: 'Delete Secret 50' }).waitFor();
    expect(Number(await page.evaluate('document.documentElement.scrollHeight'))).toBeLessThan(5_000);
  });
});
