import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { arch, platform } from 'node:process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { scope } from '../../packages/scope.ts';
import { acmeAdmin, callApi, cookieOf, send, signTarget, view } from '../support/local.ts';
import { compilers, type Resolution, resolutions, typeErrors } from './support/compilers.ts';
import { type EmptyProject, emptyProject } from './support/empty-project.ts';
import { freePort } from './support/free-port.ts';
import { registryTool } from './support/registry-tool.ts';

const name = `${scope}/origin`;
const host = 'acme.embed.localhost';

let project: EmptyProject;
let run: LocalRun;
let port: number;
let secretKey: string;
beforeAll(async () => {
  project = emptyProject('origin', {
    dependencies: ['jose', 'on-headers'],
    linked: ['express', 'hono', '@hono/node-server', 'fastify', '@types/node', '@types/express'],
  });
  port = await freePort();
  run = await startLocalRun({ api: 0, edge: 0, web: 0 }, { originUrl: `http://127.0.0.1:${port}` });
  const created = await callApi(run.ports, acmeAdmin, 'POST', '/organizations/acme/embed/secrets', {
    body: { name: 'Production' },
  });
  secretKey = created.body.secretKey;
});
afterAll(async () => {
  await run?.close();
  project?.remove();
});

const started: ChildProcess[] = [];
afterEach(async () => {
  for (const child of started.splice(0)) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
});

const settings = `{
  issuer: process.env.EMBED_ISSUER,
  audience: process.env.EMBED_AUDIENCE,
  jwksUrl: process.env.EMBED_JWKS_URL,
}`;

/** The first example of the README. */
function firstExample(): string {
  const readme = readFileSync(join(project.folder, 'node_modules', name, 'README.md'), 'utf8');
  const code = /```js\n(import .*?)```/s.exec(readme)?.[1];
  if (code === undefined) throw new TypeError('the README has no example');
  return code;
}

const commonJs = `const { embedIdentity, identityOf } = require('${name}');
  const embed = embedIdentity(${settings});
  const app = require('express')().use(embed.express());
  app.get('/dashboards/1', (request, response) => {
    const { claims, userKey } = identityOf(request);
    response.send('Hello ' + claims.name + ' (' + userKey + ')');
  });
  app.listen(process.env.PORT, '127.0.0.1');`;

const node = `node-${platform}-${arch}`;
/** The oldest that the package runs on: before, CommonJS can't load jose. */
const node20 = registryTool(`${node}@20.19.0`, `${node}/bin/node`);

/** The same application on each framework: greets the viewer. */
const applications: Record<string, { file: string; code: () => string; executable: string | undefined }> = {
  'Express on Node 20.19': { file: 'oldest.mjs', code: () => firstExample(), executable: node20 },
  'Express in CommonJS on Node 20.19': { file: 'oldest.cjs', code: () => commonJs, executable: node20 },
  "Express, with the README's code": {
    file: 'express.mjs',
    executable: process.execPath,
    code: () => firstExample(),
  },
  'Express in CommonJS': {
    file: 'express.cjs',
    executable: process.execPath,
    code: () => commonJs,
  },
  Hono: {
    file: 'hono.mjs',
    executable: process.execPath,
    code: () => `import { embedIdentity, identityOf } from '${name}';
      import { serve } from '@hono/node-server';
      import { Hono } from 'hono';
      const embed = embedIdentity(${settings});
      const app = new Hono();
      app.get('/dashboards/1', (c) => {
        const { claims, userKey } = identityOf(c.req.raw);
        return c.text('Hello ' + claims.name + ' (' + userKey + ')');
      });
      serve({ fetch: embed.fetch((request) => app.fetch(request)), hostname: '127.0.0.1', port: Number(process.env.PORT) });`,
  },
  Fastify: {
    file: 'fastify.mjs',
    executable: process.execPath,
    code: () => `import { embedIdentity, identityOf } from '${name}';
      import { fastify } from 'fastify';
      const app = fastify();
      app.addHook('onRequest', embedIdentity(${settings}).fastify());
      app.get('/dashboards/1', (request) => {
        const { claims, userKey } = identityOf(request.raw);
        return 'Hello ' + claims.name + ' (' + userKey + ')';
      });
      await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });`,
  },
};

describe.each(Object.entries(applications))(
  'the origin package protects an application on %s',
  (_, { file, code, executable = '' }) => {
    it.skipIf(executable === '')(
      'behind the local edge, and refuses a request that did not come through it',
      async () => {
        writeFileSync(join(project.folder, file), code());
        const child = spawn(executable, [file], {
          cwd: project.folder,
          env: {
            PORT: `${port}`,
            EMBED_ISSUER: 'https://embed.localhost',
            EMBED_AUDIENCE: 'http://origin.localhost',
            EMBED_JWKS_URL: `http://127.0.0.1:${run.ports.edge}/.well-known/jwks.json`,
          },
          stdio: ['ignore', 'ignore', 'inherit'],
        });
        started.push(child);
        const direct = await expect.poll(() => send(port, { target: '/dashboards/1' }), { timeout: 20_000 });
        await direct.toMatchObject({ status: 401, body: 'No verified identity.\n' });

        const login = await view(run.ports, host, signTarget(run.ports, host, secretKey));
        expect(login.status).toBe(302);
        const opened = await view(run.ports, host, '/dashboards/1', { cookie: cookieOf(login) });
        expect(opened).toMatchObject({
          status: 200,
          body: 'Hello Ada (acme/user-1)',
          headers: { 'cache-control': 'private, no-store', 'content-security-policy': 'frame-ancestors *' },
        });
        const forged = { target: '/dashboards/1', headers: { 'x-embed-identity': 'e30.e30.e30' } };
        expect((await send(port, forged)).status).toBe(401);
      },
    );
  },
);

describe.each(Object.entries(compilers()))("the origin package's types in %s", (title, compiler = []) => {
  // The types of Node are for TypeScript 5.6 or newer.
  const options = ['--types', 'node', '--skipLibCheck', title === 'TypeScript 5.0' ? 'true' : 'false'];
  const code = `import { createServer } from 'node:http';
    import { embedIdentity, identityOf, type EmbedIdentity } from '${name}';
    import { embedFetch, reportSession } from '${name}/browser';
    const embed = embedIdentity({ issuer: 'https://embed.example.com', audience: 'https://app.example.com' });
    createServer(embed.node((request, response, { claims }) => response.end(claims.name)));
    export const GET = embed.fetch((request, { sub }, context: { id: string }) => new Response(sub + context.id));
    export const middleware = embed.express();
    export const keyOf = (request: object): EmbedIdentity['userKey'] => identityOf(request).userKey;
    reportSession({ expiresAt: '', expiresInSeconds: 60 });
    export const response: Promise<Response> = embedFetch('/data');`;

  for (const resolution of resolutions satisfies readonly Resolution[]) {
    const fit = `fit ${resolution.file} under moduleResolution ${resolution.resolution}`;
    it.skipIf(compiler.length === 0)(fit, async () => {
      expect(await typeErrors(compiler, { folder: project.folder, code, resolution, options })).toBe('');
    });
  }
});

it('the origin package runs on CommonJS and ESM alike', async () => {
  const print = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, args, { cwd: project.folder })).stdout.trim();
  const names = 'Object.keys(origin).sort().join()';
  const esm = await print(
    '--input-type=module',
    '-e',
    `import * as origin from '${name}'; console.log(${names})`,
  );
  const cjs = await print(
    '--input-type=commonjs',
    '-e',
    `const origin = require('${name}'); console.log(${names})`,
  );
  expect(esm).toBe('EmbedIdentityError,embedIdentity,identityOf');
  expect(cjs).toBe(esm);
});
