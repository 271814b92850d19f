import { sendHttpRequest } from './http-request.ts';

export type EdgeResponse = {
  status: number;
  location: string | undefined;
  /** The session cookie as a `Cookie` header has it; `undefined` if the response sets none. */
  cookie: string | undefined;
  /** `x-embed-error`: why the verifier denied the request; `undefined` if it didn't. */
  embedError: string | undefined;
  body: string;
};

export type EdgeClient = (url: string, cookie?: string) => Promise<EdgeResponse>;

/**
 * Requests embedded pages as a viewer's browser does.
 *
 * @param address connect here instead of where DNS says
 */
export function edgeClient({ address }: { address?: string | undefined } = {}): EdgeClient {
  return async (url, cookie) => {
    const { status, headers, body } = await sendHttpRequest({
      url,
      address,
      headers: {
        'user-agent': 'embed-secrets-smoke',
        accept: 'text/html',
        ...(cookie === undefined ? {} : { cookie }),
      },
    });
    return {
      status,
      location: single(headers.location),
      cookie: single(headers['set-cookie'])?.split(';', 1)[0],
      embedError: single(headers['x-embed-error']),
      body,
    };
  };
}

const single = (value: string | string[] | undefined): string | undefined => [value ?? []].flat()[0];
