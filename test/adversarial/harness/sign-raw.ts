import { createHash, createHmac } from 'node:crypto';

/** The exact bytes of a request to the API. */
export type RawRequest = {
  method: string;
  /** Sent unchanged: no client normalizes it. */
  path: string;
  query: string;
  headers: Readonly<Record<string, string>>;
  body: string;
};

export type Credentials = { accessKeyId: string; secretAccessKey: string };

/**
 * Signs a request with Signature Version 4 for execute-api in us-east-1, with any path: AWS's
 * clients would normalize it first. It shares no code with the product.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @param now epoch milliseconds
 */
export function signRaw(
  { method, path, query, headers, body }: RawRequest,
  { accessKeyId, secretAccessKey }: Credentials,
  now: number,
): RawRequest {
  const time = new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, '');
  const scope = [time.slice(0, 8), 'us-east-1', 'execute-api', 'aws4_request'];
  const signed: Record<string, string> = {
    ...headers,
    'x-amz-date': time,
    'x-amz-content-sha256': hash(body),
  };
  const names = Object.keys(signed).sort();
  const canonical = [
    method,
    path.split('/').map(percentEncode).join('/'),
    [...new URLSearchParams(query)]
      .map((pair) => pair.map(percentEncode).join('='))
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${signed[name]?.trim()}`),
    '',
    names.join(';'),
    hash(body),
  ].join('\n');
  const key = scope.reduce<string | Buffer>((parent, part) => hmac(parent, part), `AWS4${secretAccessKey}`);
  const signature = hmac(
    key,
    ['AWS4-HMAC-SHA256', time, scope.join('/'), hash(canonical)].join('\n'),
  ).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope.join('/')}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { method, path, query, headers: { ...signed, authorization }, body };
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
