import { existsSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { type Browser, chromium } from 'playwright-core';

/** Starts headless Chromium: from `CHROME_PATH`, else the npm package (Linux x64), else the installed Chrome. */
export async function launchBrowser(): Promise<Browser> {
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    // Chromium's sandbox doesn't start as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const executablePath = process.env.CHROME_PATH ?? (await packagedChromium());
  const env = { ...process.env } as Record<string, string>;
  // The package brings a single font: prefer installed ones.
  if (existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = '/etc/fonts';
  return await chromium.launch({
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    args,
    env,
  });
}

/** Returns the executable only: the package's default arguments disable web security. */
async function packagedChromium(): Promise<string | undefined> {
  if (platform() !== 'linux' || arch() !== 'x64') return undefined;
  // The package unpacks the shared libraries that it brings only if it detects Lambda.
  const before = process.env.AWS_EXECUTION_ENV;
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const path = await packaged.executablePath();
    return existsSync(path) ? path : undefined;
  } finally {
    if (before === undefined) delete process.env.AWS_EXECUTION_ENV;
    else process.env.AWS_EXECUTION_ENV = before;
  }
}
