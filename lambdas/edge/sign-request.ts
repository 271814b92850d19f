import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const algorithm = 'AWS4-HMAC-SHA256';
const contentType = 'application/x-amz-json-1.0';

/**
 * Signs a DynamoDB request with Signature Version 4. Every request is a POST to `/` without a query, with the same few
 * headers, so this is all that a general signer would do.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param request.host with its port, if it isn't the scheme's own
 * @param request.target `DynamoDB_20120810.GetItem`
 * @param now epoch milliseconds
 * @returns all headers of the request
 */
export function signRequest(
  { host, region, target, body }: { host: string; region: string; target: string; body: string },
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  now: number,
): Record<string, string> {
  const date = new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, '');
  const day = date.slice(0, 8);
  const token = sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken };
  // In alphabetical order.
  const signed = { 'content-type': contentType, host, 'x-amz-date': date, ...token, 'x-amz-target': target };
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonicalRequest = `POST\n/\n\n${lines.join('')}\n${names}\n${sha256(body)}`;
  const scope = `${day}/${region}/dynamodb/aws4_request`;
  const key = signingKey(secretAccessKey, scope);
  const signature = hmac(key, `${algorithm}\n${date}\n${scope}\n${sha256(canonicalRequest)}`).toString('hex');
  return {
    ...signed,
    'content-length': String(Buffer.byteLength(body)),
    authorization: `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

let cached: { secretAccessKey: string; scope: string; key: KeyObject } | undefined;

/** The key of a day's signatures. Only the last one is cached: credentials and day seldom change. */
function signingKey(secretAccessKey: string, scope: string): KeyObject {
  if (cached?.secretAccessKey !== secretAccessKey || cached.scope !== scope) {
    const secret = createSecretKey(`AWS4${secretAccessKey}`, 'utf8');
    const key = scope.split('/').reduce((parent, part) => createSecretKey(hmac(parent, part)), secret);
    cached = { secretAccessKey, scope, key };
  }
  return cached.key;
}

const sha256 = (text: string): string => hash('sha256', text);
const hmac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();
