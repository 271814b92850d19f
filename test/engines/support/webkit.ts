import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Engine, EngineBrowser, LaunchOptions, Where } from './engine.ts';
import { startSession, type WebDriverSession } from './webdriver.ts';

const [browserPath] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
const programs = ['/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb', browserPath ?? ''];

export const webkit: Engine = {
  name: 'WebKit',
  missing: programs.every((path) => existsSync(path)) ? undefined : 'needs webkit2gtk-driver and xvfb',
  launch,
};

/** WebKit keeps no cookie of an iframe on another site: nothing has to be blocked. */
async function launch({ colorScheme = 'light' }: LaunchOptions): Promise<EngineBrowser> {
  const display = spawn('/usr/bin/Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise((resolve) =>
    display.stdout.once('data', (data) => resolve(`${data}`.trim())),
  );
  const port = await freePort();
  const driver = spawn('/usr/bin/WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: `:${number}`,
      // A container has no user namespaces for its sandbox, and no GPU.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      GTK_THEME: colorScheme === 'dark' ? 'Adwaita:dark' : 'Adwaita',
    },
  });
  const close = async () => {
    await session?.end().catch(() => undefined);
    driver.kill();
    display.kill();
  };
  let session: WebDriverSession | undefined;
  try {
    session = await connect(`http://127.0.0.1:${port}`);
    return { ...(await steps(session)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function steps(session: WebDriverSession): Promise<Omit<EngineBrowser, 'close'>> {
  const [first = ''] = await session.windows();
  const switchTo = async (where: Where = 'page') => {
    const handles = await session.windows();
    const tab = handles.find((handle) => handle !== first);
    if (where === 'tab' && tab === undefined) throw new Error('there is no tab');
    await session.switchToWindow(where === 'tab' ? (tab ?? first) : first);
    await session.switchToFrame(null);
    if (where === 'frame') await session.switchToFrame(await session.find('#embed'));
  };
  return {
    goto: async (url) => {
      await switchTo('page');
      await session.goto(url);
    },
    evaluate: async (expression, where) => {
      await switchTo(where);
      return await session.execute(`return (${expression})`);
    },
    click: async (selector, where) => {
      await switchTo(where);
      await session.click(await session.find(selector));
    },
  };
}

/** The driver listens a moment after it was started. */
async function connect(endpoint: string): Promise<WebDriverSession> {
  const capabilities = {
    acceptInsecureCerts: true,
    'webkitgtk:browserOptions': { binary: browserPath, args: ['--automation'] },
  };
  for (let attempt = 1; ; attempt++) {
    try {
      return await startSession(endpoint, capabilities);
    } catch (error) {
      if (!(error instanceof TypeError) || attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
