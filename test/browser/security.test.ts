import { expect, it } from 'vitest';
import { createSecret, webUrl } from '../support/admin-page.ts';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();

it.each(['/', '/config.json', '/favicon.svg'])('sends the security headers with %s', async (path) => {
  const { headers } = await fetch(`${webUrl(admin.run)}${path}`);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*[ ;]/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

it('has no inline script or style and calls only its own origin and the API', async () => {
  const { page, signIn, dialog, requestedUrls, consoleLines, run } = admin;
  const html = await (await fetch(webUrl(run))).text();
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/);

  await signIn();
  await page.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Production');
  await dialog.getByRole('button', { name: 'Create secret' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  const origins = new Set(
    requestedUrls.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin),
  );
  expect(origins).toEqual(new Set([webUrl(run), `http://127.0.0.1:${run.ports.api}`]));
  expect(consoleLines).toEqual([]);
});

it('leaves no key in the document, the URL, storage or the console after its dialog is closed', async () => {
  const { page, signIn, dialog, consoleLines, requestedUrls, callApi } = admin;
  const { secretKey } = await createSecret(callApi, 'Production');
  await signIn();
  await page.getByRole('button', { name: 'Reveal the key of Production' }).click();
  await dialog.getByText(secretKey, { exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Copy secret key' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await dialog.waitFor({ state: 'detached' });

  const stored = await page.evaluate(
    'JSON.stringify([localStorage, sessionStorage, document.cookie, history.state])',
  );
  for (const place of [await page.content(), stored, ...consoleLines, ...requestedUrls]) {
    expect(place).not.toContain(secretKey);
    expect(place).not.toContain('local-acme-admin');
  }
});

it('cannot be framed by another page', async () => {
  const { page, run } = admin;
  await page.goto(`${webUrl(run)}/sample`);
  await page.evaluate("document.getElementById('embed').src = '/#/acme/secrets'");
  await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/);
});
