import aws4 from 'aws4';
import { type HttpResponse, sendHttpRequest } from './http-request.ts';

export type ApiResponse = {
  status: number;
  /** The parsed JSON; empty if the response has no body or none that is JSON. */
  body: Readonly<Record<string, unknown>>;
};

export type ApiClient = (method: string, path: string, body?: object) => Promise<ApiResponse>;

/** Calls the API of a deployed environment, signed with Signature Version 4. */
export function apiClient({
  apiUrl,
  region,
  credentials,
}: {
  /** Without a path. */
  apiUrl: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}): ApiClient {
  const { host } = new URL(apiUrl);
  return async (method, path, body) => {
    const json = body === undefined ? undefined : JSON.stringify(body);
    const { headers } = aws4.sign(
      {
        host,
        method,
        path,
        service: 'execute-api',
        region,
        ...(json === undefined ? {} : { body: json, headers: { 'Content-Type': 'application/json' } }),
      },
      credentials,
    );
    const response = await sendHttpRequest({
      url: apiUrl + path,
      method,
      headers: headers as Record<string, string>,
      ...(json === undefined ? {} : { body: json }),
    });
    return { status: response.status, body: parseBody(response) };
  };
}

function parseBody({ body }: HttpResponse): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
