import { existsSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { type Browser, chromium } from 'playwright-core';

/**
 * Starts a headless Chromium: the one at `CHROME_PATH`, else the one that npm brought (Linux x64), else the
 * machine's Chrome.
 */
export async function launchBrowser(): Promise<Browser> {
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    // Chromium's sandbox does not start for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const executablePath = process.env.CHROME_PATH ?? (await packagedChromium());
  const env = { ...process.env } as Record<string, string>;
  // The packaged one brings a single font; the machine's are better where it has any.
  if (existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = '/etc/fonts';
  return await chromium.launch({
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    args,
    env,
  });
}

/** Its own default arguments switch web security off, so only its executable is taken. */
async function packagedChromium(): Promise<string | undefined> {
  if (platform() !== 'linux' || arch() !== 'x64') return undefined;
  // It brings libraries that a bare machine lacks, and unpacks them where it takes itself to be on Lambda.
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
