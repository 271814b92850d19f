import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { marked } from 'marked';
import { target } from './http.ts';
import type { Page } from './web.ts';

const docs = new URL('../docs/', import.meta.url);

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid #8888; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
pre { background: #8882; padding: 0.75rem; overflow-x: auto; }
:root { color-scheme: light dark; }
`;

const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** Serves the OpenAPI document as `/openapi.json` and the API reference as `/api`. */
export const apiReferencePage =
  (): Page =>
  async (request, response): Promise<boolean> => {
    const path = target(request)?.path;
    if (request.method !== 'GET') return false;
    if (path === '/openapi.json') {
      const json = await readFile(new URL('openapi.json', docs));
      response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(json);
      return true;
    }
    if (path !== '/api') return false;
    const html = await page();
    response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(html);
    return true;
  };

async function page(): Promise<string> {
  const markdown = await readFile(new URL('api.md', docs), 'utf8');
  // Other pages of the documentation aren't served here.
  const withoutLinks = markdown.replace(/\[([^\]]+)\]\(errors\.md[^)]*\)/g, '$1');
  const content = await marked.parse(withoutLinks);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>API reference · Embed Secrets</title>
<style>${style}</style>
${content}</html>
`;
}
