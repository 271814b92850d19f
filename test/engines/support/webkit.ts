import { execFileSync, spawn } from 'node:child_process';
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

const xdotool = '/usr/bin/xdotool';

/** What the browser's own question needs, which no driver can answer. */
export const missingForQuestions = webkit.missing ?? (existsSync(xdotool) ? undefined : 'needs xdotool');

/** Set to keep third-party cookies, WebKit doesn't partition them. Tracking prevention asks about them. */
const switches: Record<LaunchOptions['cookies'], string[]> = {
  kept: ['--cookies-policy=always'],
  blocked: [],
  granted: ['--cookies-policy=always', '--enable-itp'],
};

async function launch({ cookies, colorScheme = 'light' }: LaunchOptions): Promise<EngineBrowser> {
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
    session = await connect(`http://127.0.0.1:${port}`, switches[cookies]);
    return { ...(await steps(session)), confirmStorageAccess: () => pressYes(`:${number}`), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function steps(
  session: WebDriverSession,
): Promise<Omit<EngineBrowser, 'confirmStorageAccess' | 'close'>> {
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
      const element = await session.find(selector);
      // The driver doesn't scroll the page around an iframe.
      await session.execute("arguments[0].scrollIntoView({ block: 'center' })", element);
      await session.click(element);
    },
  };
}

/** Clicks where a bar at the top of the host page's window has its button. Without a bar, the click does nothing. */
async function pressYes(display: string): Promise<void> {
  const env = { ...process.env, DISPLAY: display };
  const window = ['search', '--onlyvisible', '--name', 'Sample host page', 'windowraise', 'windowfocus'];
  execFileSync(xdotool, [...window, 'mousemove', '--window', '%1', '974', '79', 'click', '1'], { env });
}

/** The driver listens a moment after it was started. */
async function connect(endpoint: string, args: string[]): Promise<WebDriverSession> {
  const capabilities = {
    acceptInsecureCerts: true,
    'webkitgtk:browserOptions': { binary: browserPath, args: ['--automation', ...args] },
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
