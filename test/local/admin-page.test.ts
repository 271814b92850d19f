import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { adminPageHandler } from '../../local/admin-page.ts';
import { type LocalServer, listen } from '../../local/http.ts';
import { webHandler } from '../../local/web.ts';

const config = {
  apiUrl: 'http://127.0.0.1:4100',
  region: 'us-east-1',
  embedDomain: 'embed.localhost:4200',
  viewerScheme: 'http',
  signIn: { kind: 'local', principals: [] },
} as const;

let server: LocalServer | undefined;
const folders: string[] = [];
afterEach(async () => {
  await server?.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** Serves a folder with these files. */
async function serve(files: Record<string, string>) {
  const folder = await mkdtemp(`${tmpdir()}/admin-page-`);
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(`${folder}/${name}`, content);
  server = await listen(webHandler(adminPageHandler(config, pathToFileURL(`${folder}/`))), { port: 0 });
  const base = `http://127.0.0.1:${server.port}`;
  return async (path: string, init?: RequestInit) => await fetch(`${base}${path}`, init);
}

describe('the admin page of a local run', () => {
  it('is served at /, compressed, with its policy', async () => {
    const get = await serve({ 'index.html': '<!doctype html>the page' });
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('content-security-policy')).toContain(
      "connect-src 'self' http://127.0.0.1:4100; frame-src http://*.embed.localhost:4200; frame-ancestors 'none'",
    );
    expect(await response.text()).toBe('<!doctype html>the page');
  });

  it('is served with its configuration', async () => {
    const get = await serve({});
    const response = await get('/config.json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(config);
  });

  it('says in one line that it isn’t built', async () => {
    const get = await serve({});
    const response = await get('/');
    expect(response.status).toBe(503);
    expect(await response.text()).toBe(
      'The admin page is not built: run `npm run prepare`, then start again.\n',
    );
  });

  it.each(['/assets/..%2F..%2Fpackage.json', '/nothing.js', '/config.json.js', '/assets/'])(
    'serves nothing else: %s',
    async (path) => {
      const get = await serve({ 'index.html': 'the page' });
      expect((await get(path)).status).toBe(404);
    },
  );
});
