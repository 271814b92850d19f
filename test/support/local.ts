import { createHmac, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { AwsClient } from 'aws4fetch';
import type { Ports } from '../../local/ports.ts';

/** Clients of the local run that share no code with it. */

export const acmeAdmin = { accessKeyId: 'AKIALOCALACMEADMIN00', secretAccessKey: 'local-acme-admin' };
export const acmeViewer = { accessKeyId: 'AKIALOCALACMEVIEWER0', secretAccessKey: 'local-acme-viewer' };
export const globexAdmin = { accessKeyId: 'AKIALOCALGLOBEXADMIN', secretAccessKey: 'local-globex-admin' };
export const acmeServer = { accessKeyId: 'AKIALOCALACMESERVER0', secretAccessKey: 'local-acme-server' };
export const application = { accessKeyId: 'AKIALOCALAPPLICATN00', secretAccessKey: 'local-application' };
export const operator = { accessKeyId: 'AKIALOCALOPERATOR000', secretAccessKey: 'local-operator' };
export const initechAdmin = { accessKeyId: 'AKIALOCALINITECHADM0', secretAccessKey: 'local-initech-admin' };

type Credentials = typeof acmeAdmin;
export type HttpResponse = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
};

/** Sends a request unchanged to a port of this machine. */
export async function send(
  port: number,
  {
    method = 'GET',
    target,
    headers = {},
    body,
  }: { method?: string; target: string; headers?: object; body?: string },
): Promise<HttpResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
  const sent = request(
    { host: '127.0.0.1', port, method, path: target, headers: { ...headers } },
    (response) => {
      text(response).then((received) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received });
      }, reject);
    },
  );
  sent.on('error', reject);
  sent.end(body);
  return await promise;
}

type RequestOptions = {
  /** Sent as JSON, unless it is text. */
  body?: unknown;
  headers?: Record<string, string>;
  /** When it was signed: `20260101T000000Z`. */
  datetime?: string;
};

/** Calls the API, signed by aws4fetch. */
export async function callApi(
  { api }: Ports,
  credentials: Credentials,
  method: string,
  path: string,
  options: RequestOptions = {},
) {
  const signed = await signRequest({ api }, credentials, method, path, options);
  const response = await send(api, signed);
  return {
    status: response.status,
    headers: response.headers,
    body: response.body && JSON.parse(response.body),
  };
}

/** A signed request, to be sent unchanged or tampered with. */
export async function signRequest(
  { api }: Pick<Ports, 'api'>,
  credentials: Credentials,
  method: string,
  path: string,
  { body, headers = {}, datetime }: RequestOptions = {},
) {
  const client = new AwsClient({ ...credentials, region: 'us-east-1', service: 'execute-api' });
  const json = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const request = await client.sign(`http://127.0.0.1:${api}${path}`, {
    method,
    headers: { ...(json === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: json }),
    ...(datetime === undefined ? {} : { aws: { datetime } }),
  });
  return {
    method,
    target: path,
    headers: { ...Object.fromEntries(request.headers), host: `127.0.0.1:${api}` },
    ...(json === undefined ? {} : { body: json }),
  };
}

/** Requests a path of an organization's host. */
export const view = (
  { edge }: Ports,
  host: string,
  target: string,
  headers: object = {},
): Promise<HttpResponse> => send(edge, { target, headers: { host: `${host}:${edge}`, ...headers } });

/** Signs a v1 URL as docs/protocol.md says, and returns its path and query. */
export function signTarget({ edge }: Ports, host: string, secretKey: string, claims: object = {}): string {
  const payload = deflateRawSync(
    JSON.stringify({
      loginUrl: `https://${host}:${edge}/embed/login`,
      contentPath: '/dashboards/1',
      externalId: 'user-1',
      name: 'Ada',
      nonce: randomBytes(16).toString('hex'),
      exp: Math.floor(Date.now() / 1000) + 3600,
      ...claims,
    }),
  ).toString('base64url');
  const signature = createHmac('sha256', secretKey).update(payload).digest('base64url');
  return `/embed/login?payload=${payload}&signature=${signature}`;
}

/** The session cookie of a login's response, as a `Cookie` header has it. */
export const cookieOf = ({ headers }: HttpResponse): string =>
  [headers['set-cookie'] ?? []].flat()[0]?.split(';', 1)[0] ?? '';
