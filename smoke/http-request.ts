import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/** How long one request may take: longer than the functions' own timeouts, so that theirs is what is reported. */
const timeoutMs = 15_000;

export type HttpRequest = {
  url: string;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Connect to this origin instead of the URL's, as `http://127.0.0.1:4200`. The Host header is the URL's. */
  address?: string | undefined;
};

export type HttpResponse = {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
};

/** Sends one request and reads the whole response. Follows no redirect and keeps no cookie. */
export async function sendHttpRequest({
  url,
  method = 'GET',
  headers = {},
  body,
  address,
}: HttpRequest): Promise<HttpResponse> {
  const { host, hostname, pathname, search, origin } = new URL(url);
  const target = new URL(address ?? origin);
  const isHttps = target.protocol === 'https:';
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>();
  const sent = (isHttps ? httpsRequest : httpRequest)(
    {
      hostname: target.hostname,
      port: target.port,
      method,
      path: pathname + search,
      headers: { ...headers, host },
      ...(isHttps ? { servername: hostname } : {}),
      signal: AbortSignal.timeout(timeoutMs),
    },
    (response) => {
      text(response).then(
        (received) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
        reject,
      );
    },
  );
  sent.on('error', reject);
  sent.end(body);
  return await promise;
}
