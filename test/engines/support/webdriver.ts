/** As much of WebDriver (https://www.w3.org/TR/webdriver2/) as these tests use. */
export type WebDriverSession = {
  goto: (url: string) => Promise<void>;
  execute: (script: string, ...args: unknown[]) => Promise<unknown>;
  /** Returns an element's reference. */
  find: (selector: string) => Promise<object>;
  click: (element: object) => Promise<void>;
  /** Switches to an element's frame, or with `null` to the page. */
  switchToFrame: (element: object | null) => Promise<void>;
  windows: () => Promise<string[]>;
  switchToWindow: (handle: string) => Promise<void>;
  end: () => Promise<void>;
};

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** @param endpoint of the driver: `http://127.0.0.1:4444` */
export async function startSession(endpoint: string, capabilities: object): Promise<WebDriverSession> {
  const send = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(endpoint + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
    if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  };
  const started = await send('POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const path = `/session/${(started as { sessionId: string }).sessionId}`;
  const post = (command: string, body: object = {}) => send('POST', `${path}/${command}`, body);
  return {
    goto: async (url) => void (await post('url', { url })),
    execute: (script, ...args) => post('execute/sync', { script, args }),
    find: async (value) => (await post('element', { using: 'css selector', value })) as object,
    click: async (element) =>
      void (await post(`element/${(element as Record<string, string>)[elementKey]}/click`)),
    switchToFrame: async (id) => void (await post('frame', { id })),
    windows: async () => (await send('GET', `${path}/window/handles`)) as string[],
    switchToWindow: async (handle) => void (await post('window', { handle })),
    end: async () => void (await send('DELETE', path)),
  };
}
