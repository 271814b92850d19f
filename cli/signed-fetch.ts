import aws4 from 'aws4';

export type SignedFetchOptions = {
  /** Without a path: `http://127.0.0.1:4100`. */
  apiUrl: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
};

/** Calls the API, signed with Signature Version 4. */
export function signedFetch({ apiUrl, region, ...credentials }: SignedFetchOptions) {
  return async (
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const { host } = new URL(apiUrl);
    const request = {
      host,
      method,
      path,
      service: 'execute-api',
      region,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    };
    const { headers } = aws4.sign(request, credentials);
    const response = await fetch(new URL(path, apiUrl), {
      method,
      headers: headers as Record<string, string>,
      body: request.body ?? null,
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  };
}
