import { get, request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { originHandler } from '../../examples/origin/origin.ts';
import { type LocalServer, listen } from '../../local/http.ts';
import {
  audience,
  claims,
  edgeKey,
  identityMembers,
  issuer,
  publishKeys,
  signIdentity,
} from '../packages/origin/signed-identity.ts';

const now = 1_790_000_000;
const key = await edgeKey('key-1');
let published: Awaited<ReturnType<typeof publishKeys>>;
let sample: LocalServer;
beforeEach(async () => {
  vi.useFakeTimers({ now: now * 1000, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  published = await publishKeys(key);
  sample = await listen(originHandler({ issuer, audience, jwksUrl: published.jwksUrl }), { port: 0 });
});
afterEach(async () => {
  await sample.close();
  published.close();
  vi.useRealTimers();
});

const identity = (changes: object = {}) => signIdentity(key, { ...identityMembers(now), ...changes });

async function view(
  path: string,
  { headers = {}, method = 'GET', body = '', ...changes }: Record<string, unknown> = {},
) {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const sent = httpRequest(
    {
      host: '127.0.0.1',
      port: sample.port,
      path,
      method: String(method),
      headers: {
        'x-embed-identity': await identity(changes),
        'content-length': String(body).length,
        ...(headers as object),
      },
    },
    resolve,
  );
  sent.on('error', reject).end(body);
  const response = await promise;
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

it.each([undefined, '', 'forged'])(
  'refuses a request that did not come through the edge: %o',
  async (header) => {
    const response = await fetch(`http://127.0.0.1:${sample.port}/`, {
      headers: header === undefined ? {} : { 'x-embed-identity': header },
    });
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('No verified identity.\n');
  },
);

it('believes no other header about the viewer', async () => {
  const headers = {
    'x-forwarded-user': 'mallory',
    'x-embed-organization': 'globex',
    authorization: 'Bearer mallory',
  };
  const { body } = await view('/', { headers });
  expect(body).toContain('"sub": "user-1"');
  expect(body).not.toMatch(/mallory|globex/);
});

it.each([
  [['https://portal.acme.com'], 'frame-ancestors https://portal.acme.com'],
  [[], 'frame-ancestors *'],
])('names the pages that may embed it: %o', async (ancestors, policy) => {
  const { headers } = await view('/', { frame_ancestors: ancestors });
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
  expect(String(headers['content-security-policy']).split(', ')).toContain(policy);
});

it('lets only the viewer’s browser cache a response', async () => {
  expect((await view('/')).headers['cache-control']).toBe('private, no-store');
});

it('keeps apart two viewers of the same name in two organizations', async () => {
  await view('/note', { method: 'PUT', body: 'of acme' });
  expect((await view('/note')).body).toBe('of acme');
  expect((await view('/note', { org: 'globex' })).body).toBe('');
});

it('restricts a viewer of single content to it, wherever the session started', async () => {
  const single = { claims: { ...claims, contentPath: '/dashboards/sales?tab=1', mode: 'SINGLE_CONTENT' } };
  expect((await view('/dashboards/sales', single)).status).toBe(200);
  expect((await view('/dashboards/marketing', single)).status).toBe(403);
  expect((await view('/dashboards/marketing', { claims: { ...claims, mode: 'APPLICATION' } })).status).toBe(
    200,
  );
});

it('closes a stream when the identity that opened it expires', async () => {
  const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
  const headers = { 'x-embed-identity': await identity() };
  get({ host: '127.0.0.1', port: sample.port, path: '/events', headers }, resolve);
  const stream = await promise;
  expect(stream.headers['content-type']).toBe('text/event-stream');
  let ended = false;
  const received = text(stream).finally(() => {
    ended = true;
  });
  vi.advanceTimersByTime(59_000);
  expect((await view('/')).status).toBe(200);
  expect(ended).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(await received).toBe('data: connected\n\n');
});

it('escapes what a customer chose', async () => {
  const { body } = await view('/<script>', {
    claims: { ...claims, name: '</pre><script>alert(1)</script>' },
  });
  expect(body).not.toContain('<script>alert');
  expect(body).not.toContain('at /<script>');
});

it('tells the page when the session ends', async () => {
  expect((await view('/')).body).toContain(
    `data-session-expires-at="${new Date((now + 3600) * 1000).toISOString()}" data-session-expires-in="3600"`,
  );
});
