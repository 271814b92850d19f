import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useAdminPage } from '../support/use-admin-page.ts';

const admin = useAdminPage();
const execute = promisify(execFile);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signing-code-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const isInstalled = async (program: string) => {
  try {
    await execute(program, ['--version']);
    return true;
  } catch {
    return false;
  }
};
const hasPython = await isInstalled('python3');

it.each<[string, string, string]>([
  ['Node.js', process.execPath, 'sign.mjs'],
  ...(hasPython ? [['Python', 'python3', 'sign.py'] satisfies [string, string, string]] : []),
  ['OpenSSL and curl', 'sh', 'sign.sh'],
])(
  'shows code for %s that signs a URL that opens, with nothing installed',
  async (language, program, file) => {
    const { page, context, signIn, dialog } = admin;
    await signIn();
    await page.getByRole('button', { name: 'Create secret' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Production');
    await page.keyboard.press('Enter');
    const secretKey = await dialog.getByText(/^esk_[A-Za-z0-9]{28}$/).innerText();
    await dialog.getByRole('tab', { name: language }).click();
    await dialog.getByRole('tabpanel', { name: language }).getByRole('button', { name: 'Copy code' }).click();
    await dialog.getByText('Copied').first().waitFor();
    const code = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(code).not.toContain(secretKey);

    writeFileSync(join(folder, file), code);
    const { stdout } = await execute(program, [file], {
      cwd: folder,
      env: { PATH: process.env.PATH, EMBED_SECRET_KEY: secretKey },
    });
    const viewer = await context.newPage();
    expect((await viewer.goto(stdout.trim()))?.status()).toBe(200);
    await viewer.getByText('Ada Lovelace').first().waitFor();
  },
);
