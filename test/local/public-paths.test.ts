import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloudFront } from '../../local/cloudfront.ts';
import { type LocalServer, listen } from '../../local/http.ts';
import { send } from '../support/local.ts';

/** What the origin got. */
const received: { url: string | undefined; headers: Record<string, unknown> }[] = [];
const asked: string[] = [];
let origin: LocalServer;
let edge: LocalServer;

beforeAll(async () => {
  origin = await listen(
    async (request, response) => {
      received.push({ url: request.url, headers: request.headers });
      response.end('from the application');
    },
    { port: 0 },
  );
  const viewerRequest = async ({
    Records: [record],
  }: {
    Records: { cf: { request: { uri: string } } }[];
  }) => {
    asked.push(record?.cf.request.uri ?? '');
    return { status: '403' };
  };
  edge = await listen(
    cloudFront({
      viewerRequest,
      originUrl: () => new URL(`http://127.0.0.1:${origin.port}`),
      publicPaths: ['/assets/*'],
    }),
    { port: 0 },
  );
});
afterAll(async () => {
  await edge.close();
  await origin.close();
});

test('a public path is served without the verifier, and without cookies or headers that could be an identity', async () => {
  const headers = { host: 'acme.embed.localhost', cookie: 'a=b', 'x-embed-identity': 'forged' };
  const { status, body } = await send(edge.port, { target: '/assets/logo.png?v=1', headers });
  expect([status, body, asked]).toEqual([200, 'from the application', []]);
  expect(received.at(-1)).toEqual({
    url: '/assets/logo.png?v=1',
    headers: expect.not.objectContaining({
      cookie: expect.anything(),
      'x-embed-identity': expect.anything(),
    }),
  });
});

test.each(['/dashboards/sales', '/Assets/logo.png', '/assets', '/x/assets/logo.png'])(
  'every other path is the verifier’s: %s',
  async (target) => {
    expect((await send(edge.port, { target })).status).toBe(403);
    expect(asked.at(-1)).toBe(target);
  },
);

test.each([
  ['GET', '/assets/../dashboards'],
  ['GET', '/assets/..%2fdashboards'],
  ['GET', '/assets/..;/dashboards'],
  ['POST', '/assets/logo.png'],
])('%s %s is refused before the origin sees it', async (method, target) => {
  const before = received.length;
  expect((await send(edge.port, { method, target })).status).toBe(403);
  expect(received.length).toBe(before);
});
