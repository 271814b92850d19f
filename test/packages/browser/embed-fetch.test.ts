import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { embedFetch, reportSession } from '../../../packages/origin/browser/index.ts';

const url = 'https://acme.embed.example.com/api/data';
const hostPage = { postMessage: vi.fn() };
const ended = () =>
  Response.json(
    { code: 'forbidden', requestId: 'r1' },
    { status: 403, headers: { 'x-embed-error': 'forbidden' } },
  );
const data = () => Response.json({ total: 7 });
let page: EventTarget;
let fetched: ReturnType<typeof vi.fn<(request: Request) => Promise<Response>>>;

beforeEach(() => {
  vi.useFakeTimers();
  page = new EventTarget();
  fetched = vi.fn(async () => data());
  vi.stubGlobal('window', page);
  vi.stubGlobal('parent', hostPage);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  hostPage.postMessage.mockReset();
});

const hostPagePosts = async (name = 'renewed', source: unknown = hostPage) => {
  await vi.advanceTimersByTimeAsync(0);
  const message = { source, data: { source: 'embed-host', name, payload: {} } };
  page.dispatchEvent(Object.assign(new Event('message'), message));
};
const error = {
  source: 'embed',
  name: 'error',
  payload: { code: 'forbidden', requestId: 'r1', running: true },
};

describe('embedFetch', () => {
  it('is fetch while the session is alive', async () => {
    expect(await (await embedFetch(url)).json()).toEqual({ total: 7 });
    expect(hostPage.postMessage).not.toHaveBeenCalled();
  });

  it('has the host page renew an ended session, and repeats the request with its body', async () => {
    fetched.mockResolvedValueOnce(ended());
    const response = embedFetch(url, { method: 'POST', body: 'typed text' });
    await hostPagePosts();
    expect(await (await response).json()).toEqual({ total: 7 });
    expect(hostPage.postMessage).toHaveBeenCalledExactlyOnceWith(error, '*');
    const bodies = fetched.mock.calls.map(([request]) => request.text());
    expect(await Promise.all(bodies)).toEqual(['typed text', 'typed text']);
  });

  it('asks once for all requests that meet the end', async () => {
    fetched.mockResolvedValueOnce(ended()).mockResolvedValueOnce(ended());
    const responses = Promise.all([embedFetch(url), embedFetch(url)]);
    await hostPagePosts();
    expect((await responses).map(({ status }) => status)).toEqual([200, 200]);
    expect(hostPage.postMessage).toHaveBeenCalledTimes(1);
  });

  it('repeats a request that met the end while another had it renewed, without asking again', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    fetched.mockResolvedValueOnce(ended()).mockReturnValueOnce(promise);
    const responses = Promise.all([embedFetch(url), embedFetch(url)]);
    await hostPagePosts();
    resolve(ended());
    expect((await responses).map(({ status }) => status)).toEqual([200, 200]);
    expect(hostPage.postMessage).toHaveBeenCalledTimes(1);
  });

  it('returns the response of the edge if the host page does not renew within 30 seconds', async () => {
    fetched.mockResolvedValue(ended());
    const response = embedFetch(url);
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await response).status).toBe(403);
    expect(await (await response).json()).toMatchObject({ requestId: 'r1' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('repeats a request once only', async () => {
    fetched.mockImplementation(async () => ended());
    const response = embedFetch(url);
    await hostPagePosts();
    expect((await response).status).toBe(403);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['another window', 'renewed', {}],
    ['another name', 'url', hostPage],
  ])('does not take a message of %s for a renewal', async (_, name, source) => {
    fetched.mockResolvedValue(ended());
    const response = embedFetch(url);
    await hostPagePosts(name, source);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect((await response).status).toBe(403);
  });

  it.each(['unavailable', null])(
    'leaves other responses to the application: x-embed-error %o',
    async (code) => {
      fetched.mockResolvedValue(
        new Response('{}', { status: 403, headers: code === null ? {} : { 'x-embed-error': code } }),
      );
      expect((await embedFetch(url)).status).toBe(403);
      expect(hostPage.postMessage).not.toHaveBeenCalled();
    },
  );

  it('posts no message in a page that isn’t embedded', async () => {
    vi.stubGlobal('parent', page);
    fetched.mockResolvedValue(ended());
    expect((await embedFetch(url)).status).toBe(403);
  });
});

it('reportSession tells the host page when the session ends', () => {
  const session = { expiresAt: '2026-11-24T12:00:00.000Z', expiresInSeconds: 3600 };
  vi.stubGlobal('location', { pathname: '/d/1', search: '', hash: '' });
  reportSession(session);
  const message = { source: 'embed', name: 'session', payload: session };
  expect(hostPage.postMessage).toHaveBeenCalledExactlyOnceWith(message, '*');
});

it.each([
  ['?x-embed-login=1.a', '/d/1#top'],
  ['?a=%2f&x-embed-login=1.a&b=1+2', '/d/1?a=%2f&b=1+2#top'],
])("reportSession removes a login's marker from the address: %s", (search, address) => {
  const replaceState = vi.fn();
  vi.stubGlobal('history', { state: 'kept', replaceState });
  vi.stubGlobal('location', { pathname: '/d/1', search, hash: '#top' });
  reportSession({ expiresAt: '2026-11-24T12:00:00.000Z', expiresInSeconds: 3600 });
  expect(replaceState).toHaveBeenCalledExactlyOnceWith('kept', '', address);
});
