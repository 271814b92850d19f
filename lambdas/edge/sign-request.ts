import { createHash, createHmac } from 'node:crypto';

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
  // In alphabetical order.
  const signed: Record<string, string> = {
    'content-type': contentType,
    host,
    'x-amz-date': date,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
    'x-amz-target': target,
  };
  const names = Object.keys(signed).join(';');
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`);
  const canonicalRequest = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const scope = `${day}/${region}/dynamodb/aws4_request`;
  const stringToSign = [algorithm, date, scope, sha256(canonicalRequest)].join('\n');
  const key = [day, region, 'dynamodb', 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, stringToSign).toString('hex');
  return {
    ...signed,
    'content-length': String(Buffer.byteLength(body)),
    authorization: `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
