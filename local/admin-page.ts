import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RuntimeConfig } from '../web/runtime-config.ts';
import { securityHeaders } from '../web/security-headers.ts';
import { target } from './http.ts';

const builtPage = new URL('../web/dist/', import.meta.url);
const compress = promisify(gzip);

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Serves the built admin page and its `config.json`, as CloudFront does: compressed, with its security headers.
 *
 * @param folder with the built page
 * @returns whether the request was for the page
 */
export function adminPageHandler(config: RuntimeConfig, folder: URL = builtPage) {
  const security = securityHeaders(config);
  const files = new Map<string, Promise<Buffer | undefined>>();
  const fileOf = (name: string) => {
    const file = files.get(name) ?? compressed(new URL(name, folder));
    files.set(name, file);
    return file;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = target(request)?.path ?? '';
    if (request.method !== 'GET') return false;
    if (path === '/config.json') {
      response.writeHead(200, {
        ...security,
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
      response.end(JSON.stringify(config));
      return true;
    }
    const name = path === '/' ? 'index.html' : /^\/((?:assets\/|docs\/)?[\w-]+\.\w+)$/.exec(path)?.[1];
    const contentType = contentTypes[extname(name ?? '')];
    if (name === undefined || contentType === undefined) return false;
    const file = await fileOf(name);
    if (file === undefined) {
      if (name !== 'index.html') return false;
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The admin page is not built: run `npm run prepare`, then start again.\n');
      return true;
    }
    response.writeHead(200, {
      ...security,
      'content-type': contentType,
      'content-encoding': 'gzip',
      // The build names the files there by their content.
      'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
    response.end(file);
    return true;
  };
}

async function compressed(file: URL): Promise<Buffer | undefined> {
  try {
    return await compress(await readFile(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
