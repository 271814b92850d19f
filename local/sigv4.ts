import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const skewMs = 5 * 60_000;

/** A request as received. Header names in lower case, repeated ones joined by `,`. */
export type SignedRequest = {
  method: string;
  /** As sent: still percent-encoded, without the query. */
  path: string;
  /** As sent, without `?`. */
  query: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
};

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, ?SignedHeaders=([a-z0-9;_.-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Verifies a request's Signature Version 4 as API Gateway's IAM authorizer does, from its `Authorization`
 * header.
 *
 * @param options.secretAccessKeyOf the secret access key of an access key id
 * @param options.now epoch milliseconds
 * @returns the access key id of the signer; `undefined` if the signature is missing or wrong, older or newer than
 *   5 minutes, for another region or service, or doesn't cover the host
 */
export function verifySignature(
  request: SignedRequest,
  {
    region,
    service,
    secretAccessKeyOf,
    now,
  }: {
    region: string;
    service: string;
    secretAccessKeyOf: (accessKeyId: string) => string | undefined;
    now: number;
  },
): string | undefined {
  const match = authorizationPattern.exec(request.headers.authorization ?? '');
  if (match === null) return undefined;
  const [, accessKeyId = '', date = '', signedRegion, signedService, signedHeaders = '', signature = ''] =
    match;
  const secretAccessKey = secretAccessKeyOf(accessKeyId);
  if (secretAccessKey === undefined || signedRegion !== region || signedService !== service) return undefined;

  const time = request.headers['x-amz-date'] ?? '';
  if (!time.startsWith(date) || !(Math.abs(parseTime(time) - now) <= skewMs)) return undefined;

  const names = signedHeaders.split(';');
  if (!names.includes('host')) return undefined;
  const unsigned = Object.keys(request.headers).some(
    (name) => name.startsWith('x-amz-') && !names.includes(name),
  );
  if (unsigned) return undefined;

  const payloadHash = sha256(request.body);
  const declaredHash = request.headers['x-amz-content-sha256'];
  if (declaredHash !== undefined && declaredHash !== payloadHash) return undefined;

  const scope = `${date}/${region}/${service}/aws4_request`;
  const toSign = [
    'AWS4-HMAC-SHA256',
    time,
    scope,
    sha256(canonicalRequest(request, names, payloadHash)),
  ].join('\n');
  const signingKey = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex')) ? accessKeyId : undefined;
}

function canonicalRequest(request: SignedRequest, names: readonly string[], payloadHash: string): string {
  const headers = names.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`,
  );
  return [
    request.method,
    // Every service but S3 encodes the path once more than it was sent.
    request.path.split('/').map(encode).join('/'),
    canonicalQuery(request.query),
    headers.join(''),
    names.join(';'),
    payloadHash,
  ].join('\n');
}

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return pairs
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${encode(decode(name))}=${encode(decode(value.join('=')))}`;
    })
    .sort()
    .join('&');
}

/** As the event's parameters are decoded: a `+` is a space, so that it is never signed as one and read as the other. */
function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

const encode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const parseTime = (time: string): number =>
  Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
