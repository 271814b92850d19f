import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';

export type SignedFetchOptions = {
  /** Without a path: `http://127.0.0.1:4100`. */
  apiUrl: string;
  region: string;
  credentials: AwsCredentialIdentity | Provider<AwsCredentialIdentity>;
};

export type SignedRequestOptions = { body?: object | undefined; headers?: Readonly<Record<string, string>> };

export type TextResponse = { status: number; headers: Headers; text: string };

/** Calls the API, signed with Signature Version 4. Follows no redirect: the API has none. */
export function signedFetch({ apiUrl, region, credentials }: SignedFetchOptions) {
  const signer = new SignatureV4({
    service: 'execute-api',
    region,
    credentials,
    sha256: Hash.bind(null, 'sha256'),
  });
  return async (
    method: string,
    path: string,
    { body, headers = {} }: SignedRequestOptions = {},
  ): Promise<TextResponse> => {
    const url = new URL(path, apiUrl);
    const json = body === undefined ? undefined : JSON.stringify(body);
    const signed = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: {
        ...headers,
        host: url.host,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === undefined ? {} : { body: json }),
    });
    const response = await fetch(url, {
      method,
      headers: signed.headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      ...(json === undefined ? {} : { body: json }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
}
