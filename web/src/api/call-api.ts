import { AwsV4Signer } from 'aws4fetch';
import { type OperationId, operation } from '../../../shared/contract/operations.ts';
import type { Credentials } from '../sign-in/signed-in.ts';
import { ApiFailure, parseFailure } from './api-failure.ts';

/** Who calls the API, and where it is. */
export type Caller = {
  apiUrl: string;
  region: string;
  organizationId: string;
  credentials: () => Promise<Credentials>;
  /** Called with every failure, before the call rejects. */
  onFailure: (id: OperationId, failure: ApiFailure) => void;
};

type Request = {
  parameters?: Record<string, string>;
  query?: Record<string, string>;
  body?: object;
  /** Repeated with the same body, the request creates nothing more. */
  idempotencyKey?: string;
};

/** Calls an operation. */
export type CallApi = <Result>(id: OperationId, request?: Request) => Promise<Result>;

const timeoutMilliseconds = 20_000;

/** Returns a client that signs with Signature Version 4 and rejects only with {@link ApiFailure}. */
export const callApi =
  ({ apiUrl, region, organizationId, credentials, onFailure }: Caller): CallApi =>
  async <Result>(
    id: OperationId,
    { parameters = {}, query = {}, body, idempotencyKey }: Request = {},
  ): Promise<Result> => {
    const { method, path } = operation(id);
    const url = new URL(`${apiUrl}${fillPath(path, { ...parameters, organizationId })}`);
    url.search = new URLSearchParams(query).toString();
    try {
      const signed = await new AwsV4Signer({
        method,
        url: url.href,
        service: 'execute-api',
        region,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(await credentials()),
      }).sign();
      const response = await fetch(signed.url, {
        method,
        headers: signed.headers,
        body: signed.body ?? null,
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!response.ok) throw parseFailure(response.status, await response.text());
      return (response.status === 204 ? undefined : await response.json()) as Result;
    } catch (error) {
      const failure = error instanceof ApiFailure ? error : new ApiFailure('unreachable');
      onFailure(id, failure);
      throw failure;
    }
  };

/**
 * Puts encoded parameters into an operation's path.
 *
 * @throws {TypeError} if a parameter is missing
 */
export const fillPath = (path: string, parameters: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
