import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { signLoginUrl } from '../../packages/signer/src/index.ts';
import { browserScript } from '../browser-script.ts';

// On your server: import { signLoginUrl } from '@embed-secrets/signer';

/** A response of the API, as far as the sample needs it. */
export type ApiResponse = { status: number; body: Record<string, unknown> };

export type HostPageOptions = {
  /** Where the application is embedded: `acme.embed.example.com`. */
  embedHost: string;
  organizationId: string;
  /** Calls the API as an admin of the organization. */
  callApi: (method: string, path: string, body?: object) => Promise<ApiResponse>;
};

const page = new URL('index.html', import.meta.url);
const script = browserScript(new URL('host-page.client.ts', import.meta.url));
const files: Readonly<Record<string, { read: () => string | Buffer; contentType: string }>> = {
  '/sample': { read: () => readFileSync(page), contentType: 'text/html; charset=utf-8' },
  '/sample/host-page.js': { read: script, contentType: 'text/javascript; charset=utf-8' },
};

/**
 * A sample of the page and the server of an organization: the server keeps the secret key and signs, the page
 * shows the URL in an iframe. The key never reaches the browser.
 *
 * @returns whether the request was for the sample
 */
export function hostPageHandler({ embedHost, organizationId, callApi }: HostPageOptions) {
  const secretsPath = `/organizations/${organizationId}/embed/secrets`;
  let secret: { id: string; name: string; secretKey: string } | undefined;

  const actions: Record<string, (body: Record<string, string>) => Promise<ApiResponse>> = {
    /** For this sample only: admins create secrets on the admin page. */
    'POST /sample/secret': async ({ name = '' }) => {
      const created = await callApi('POST', secretsPath, { name });
      if (created.status === 201) secret = created.body as typeof secret;
      const { secretKey: _, ...shown } = created.body;
      return { status: created.status, body: shown };
    },
    'DELETE /sample/secret': async () => {
      if (secret === undefined) return { status: 404, body: { detail: 'Create a secret first.' } };
      return await callApi('DELETE', `${secretsPath}/${secret.id}`);
    },
    /** What an organization's server does: sign a URL for the user who is signed in there. */
    'POST /sample/embed-url': async ({ contentPath = '', externalId = '', name = '' }) => {
      if (secret === undefined) return { status: 404, body: { detail: 'Create a secret first.' } };
      const claims = { contentPath, externalId, name };
      const url = signLoginUrl({ secretKey: secret.secretKey, host: embedHost, claims, expiresIn: 300 });
      return { status: 201, body: { url } };
    },
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const file = request.method === 'GET' ? files[path] : undefined;
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': file.contentType, 'cache-control': 'no-store' });
      response.end(file.read());
      return true;
    }
    const action = actions[`${request.method} ${path}`];
    if (action === undefined) return false;
    const { status, body } = await perform(request, action);
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(body));
    return true;
  };
}

async function perform(
  request: IncomingMessage,
  action: (body: Record<string, string>) => Promise<ApiResponse>,
): Promise<ApiResponse> {
  // Another site's page can't send this media type without a CORS preflight, which this server doesn't allow.
  if (request.headers['content-type'] !== 'application/json') {
    return { status: 415, body: { detail: 'Send application/json.' } };
  }
  try {
    return await action((await json(request)) as Record<string, string>);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    return { status: 400, body: { detail: error.message } };
  }
}
