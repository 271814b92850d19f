import { signedFetch } from '../cli/signed-fetch.ts';
import type { Principal } from './principals.ts';

export type CallApi = (
  method: string,
  path: string,
  body?: object,
) => Promise<{ status: number; body: Record<string, unknown> }>;

/** Calls the API of a local run as one of its principals. */
export function callAs(principal: Principal, { port, region }: { port: number; region: string }): CallApi {
  const { accessKeyId, secretAccessKey, sessionToken } = principal;
  const send = signedFetch({
    apiUrl: `http://127.0.0.1:${port}`,
    region,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
  });
  return async (method, path, body) => {
    const { status, text } = await send(method, path, { body });
    return { status, body: text === '' ? {} : JSON.parse(text) };
  };
}
