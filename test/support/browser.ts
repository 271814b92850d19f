import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/**
 * Starts headless Chromium: from `CHROME_PATH`, else the npm package (Linux x64), else the installed Chrome.
 *
 * @param switches further ones of its command line
 */
export async function launchBrowser(switches: readonly string[] = []): Promise<Browser> {
  const args = [
    ...switches,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    // Chromium's sandbox doesn't start as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const executablePath = process.env.CHROME_PATH ?? (await packagedChromium());
  const temporary = mkdtempSync(join(tmpdir(), 'embed-browser-'));
  const env = { ...process.env, TMPDIR: temporary } as Record<string, string>;
  // The package brings a single font: prefer installed ones.
  if (existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = '/etc/fonts';
  const browser = await chromium.launch({
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    args,
    env,
  });
  // Chromium leaves files behind when it ends.
  browser.once('disconnected', () => rmSync(temporary, { recursive: true, force: true }));
  return browser;
}

/**
 * Returns the executable only: the package's default arguments disable web security. It is unpacked below
 * node_modules, not in the system's temporary directory, which nothing would clean up.
 */
async function packagedChromium(): Promise<string | undefined> {
  if (platform() !== 'linux' || arch() !== 'x64') return undefined;
  const folder = join(process.cwd(), 'node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  const before = { AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV, TMPDIR: process.env.TMPDIR };
  // The package unpacks the shared libraries that it brings only if it detects Lambda.
  setEnvironment({ AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x', TMPDIR: folder });
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    return existsSync(path) ? path : undefined;
  } finally {
    setEnvironment(before);
  }
}

function setEnvironment(variables: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
