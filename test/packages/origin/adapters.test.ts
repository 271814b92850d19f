import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchHandler } from '../../../packages/origin/src/fetch-handler.ts';
import { type EmbedIdentity, EmbedIdentityError, identityOf } from '../../../packages/origin/src/index.ts';
import { expressMiddleware, fastifyHook, nodeListener } from '../../../packages/origin/src/node-adapters.ts';
import { claims } from './signed-identity.ts';

const identity: EmbedIdentity = {
  organizationId: 'acme',
  sub: 'user-1',
  userKey: 'acme/user-1',
  sessionId: 'n.1',
  claims,
  frameAncestors: ['https://portal.acme.com', 'https://admin.acme.com'],
  expiresAt: new Date(60_000),
  sessionExpiresAt: new Date(3_600_000),
  sessionExpiresInSeconds: 3600,
  payload: {},
};

/** Verification is tested on its own: here, the header says what comes of it. */
const verify = async (header: string | string[] | null | undefined): Promise<EmbedIdentity> => {
  if (header === 'valid') return identity;
  if (header === 'valid, anywhere') return { ...identity, frameAncestors: [] };
  if (header === 'keys unavailable') throw new EmbedIdentityError('unavailable', 'no keys');
  if (header === 'bug') throw new RangeError('a bug');
  throw new EmbedIdentityError('invalid_identity', 'refused');
};

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  stops.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const policy = "default-src 'self'";

/** The same application on each framework: `/` sets no headers, the other paths set their own. */
const applications: Record<string, () => Promise<string>> = {
  'Node http': () => {
    const guarded = nodeListener(verify)((request, response, { sub }) => {
      if (request.url === '/policy') response.setHeader('Content-Security-Policy', policy);
      if (request.url === '/public') response.writeHead(200, { 'Cache-Control': 'public, max-age=60' });
      if (request.url === '/private') response.writeHead(200, ['Cache-Control', 'private, max-age=60']);
      response.end(`Hello ${sub}, ${identityOf(request).userKey}`);
    });
    return listen(
      (request, response) => void guarded(request, response).catch(() => response.writeHead(500).end()),
    );
  },
  Express: () => {
    const app = express().use(expressMiddleware(verify)());
    const hello = (request: express.Request) =>
      `Hello ${identityOf(request).sub}, ${identityOf(request).userKey}`;
    app.get('/', (request, response) => void response.send(hello(request)));
    app.get(
      '/policy',
      (request, response) => void response.set('Content-Security-Policy', policy).send(hello(request)),
    );
    app.get(
      '/public',
      (request, response) => void response.set('Cache-Control', 'public, max-age=60').send(hello(request)),
    );
    app.get(
      '/private',
      (request, response) => void response.set('Cache-Control', 'private, max-age=60').send(hello(request)),
    );
    app.use(
      (_: Error, __: express.Request, response: express.Response, ___: express.NextFunction) =>
        void response.sendStatus(500),
    );
    return listen(app);
  },
  Fastify: async () => {
    const app = fastify();
    app.addHook('onRequest', fastifyHook(verify)());
    app.get('/*', (request, reply) => {
      if (request.url === '/policy') reply.header('Content-Security-Policy', policy);
      if (request.url === '/public') reply.header('Cache-Control', 'public, max-age=60');
      if (request.url === '/private') reply.header('Cache-Control', 'private, max-age=60');
      return `Hello ${identityOf(request.raw).sub}, ${identityOf(request.raw).userKey}`;
    });
    stops.push(() => app.close());
    return await app.listen({ host: '127.0.0.1', port: 0 });
  },
  Hono: async () => {
    const app = new Hono();
    app.get('*', (c) => {
      if (c.req.path === '/policy') c.header('Content-Security-Policy', policy);
      if (c.req.path === '/public') c.header('Cache-Control', 'public, max-age=60');
      if (c.req.path === '/private') c.header('Cache-Control', 'private, max-age=60');
      return c.text(`Hello ${identityOf(c.req.raw).sub}, ${identityOf(c.req.raw).userKey}`);
    });
    const guarded = fetchHandler(verify)((request: Request) => app.fetch(request));
    const { promise, resolve } = Promise.withResolvers<number>();
    const server = serve({ fetch: guarded, hostname: '127.0.0.1', port: 0 }, ({ port }) => resolve(port));
    stops.push(() => server.close());
    return `http://127.0.0.1:${await promise}`;
  },
};

describe.each(Object.entries(applications))('an application on %s', (_, start) => {
  const get = async (path: string, header?: string) =>
    await fetch((await start()) + path, {
      headers: header === undefined ? {} : { 'x-embed-identity': header },
    });
  const ancestors = 'frame-ancestors https://portal.acme.com https://admin.acme.com';

  it('identifies the viewer, and sets who may embed and that responses aren’t shared', async () => {
    const response = await get('/', 'valid');
    expect(await response.text()).toBe('Hello user-1, acme/user-1');
    expect(response.headers.get('content-security-policy')).toBe(ancestors);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('may be embedded anywhere if the organization named no pages', async () => {
    expect((await get('/', 'valid, anywhere')).headers.get('content-security-policy')).toBe(
      'frame-ancestors *',
    );
  });

  it('keeps the application’s own policy', async () => {
    expect((await get('/policy', 'valid')).headers.get('content-security-policy')).toBe(
      `${policy}, ${ancestors}`,
    );
  });

  it("can let the viewer's browser cache, and nothing shared", async () => {
    expect((await get('/private', 'valid')).headers.get('cache-control')).toBe('private, max-age=60');
    expect((await get('/public', 'valid')).headers.get('cache-control')).toBe('private, no-store');
  });

  it.each([undefined, 'forged'])(
    'refuses a request that did not come through the edge: %o',
    async (header) => {
      const response = await get('/', header);
      expect(response.status).toBe(401);
      expect(await response.text()).toBe('No verified identity.\n');
      expect(response.headers.get('cache-control')).toBe('no-store');
    },
  );

  it('responds with 503 while identities cannot be verified', async () => {
    const response = await get('/', 'keys unavailable');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('responds with 500 if verifying has a bug, and does not go on', async () => {
    const response = await get('/', 'bug');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('Hello');
  });
});

describe('a fetch-style handler', () => {
  const request = () => new Request('https://app.example.com/', { headers: { 'x-embed-identity': 'valid' } });

  it('gets the identity and the further arguments of its framework', async () => {
    const handler = fetchHandler(verify)((_: Request, { sub }, { id }: { id: string }) =>
      Response.json({ sub, id }),
    );
    expect(await (await handler(request(), { id: '7' })).json()).toEqual({ sub: 'user-1', id: '7' });
  });

  it('can redirect: the headers of such a response are immutable', async () => {
    const handler = fetchHandler(verify)(() => Response.redirect('https://app.example.com/next'));
    const response = await handler(request());
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('https://app.example.com/next');
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors');
  });
});

it('has no viewer for a request that no adapter verified', () => {
  expect(() => identityOf({})).toThrow(/no adapter protects this route/);
});
