import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { type Contracts, contracts } from '../../shared/contract/contracts.ts';
import { type OperationId, operation } from '../../shared/contract/operations.ts';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { signedFetch, type TextResponse } from '../signed-fetch.ts';
import { apiError } from './api-error.ts';
import type { Connection } from './connect.ts';
import { isConnectionError, repeatRequest } from './repeat-request.ts';

export type ApiRequest = {
  parameters?: Readonly<Record<string, string>>;
  /** Parameters that are `undefined` aren't sent. */
  query?: Readonly<Record<string, string | undefined>>;
  body?: object;
};

/** A successful response: its body as text, and parsed. */
export type ApiResponse<Body> = { text: string; body: Body };

export type ResponseBody<Id extends OperationId> = v.InferOutput<Contracts[Id]['response']['body']>;

export type ApiClient = <Id extends OperationId>(
  id: Id,
  request: ApiRequest,
) => Promise<ApiResponse<ResponseBody<Id>>>;

/**
 * Calls operations of the API.
 *
 * @param options.onError receives the body of each error response
 */
export function apiClient(
  connection: Connection,
  { onError, wait }: { onError: (text: string) => void; wait: (milliseconds: number) => Promise<void> },
): ApiClient {
  const send = signedFetch(connection);
  return async (id, { parameters = {}, query = {}, body }) => {
    const { method, path: route, idempotent } = operation(id);
    const path = withQuery(withParameters(id, route, parameters), query);
    const address = `${method} ${connection.apiUrl}${path}`;
    const headers = idempotent === true ? { 'idempotency-key': randomUUID() } : {};
    // Each repetition has the same key, so it returns what the first request created.
    const once = () => send(method, path, { body, headers });
    const isRepeatable = method !== 'POST' || idempotent === true;
    const request = isRepeatable ? () => repeatRequest(once, wait) : once;
    const response = await reach(request, address, connection);
    if (response.status >= 200 && response.status < 300) return readResponse(response, address);
    onError(response.text);
    throw apiError(response, address);
  };
}

/** @throws {CommandError} for a parameter that could lead to another path */
function withParameters(
  id: OperationId,
  route: string,
  parameters: Readonly<Record<string, string>>,
): string {
  const { issues = [] } = v.safeParse(contracts[id].parameters, parameters);
  if (issues.length > 0) {
    throw new CommandError('An argument is malformed.', {
      exitCode: exitCodes.usage,
      details: issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}`),
      next: 'correct it; the list command shows what exists',
    });
  }
  return route.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? name));
}

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const sent = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const parameters = new URLSearchParams(sent).toString();
  return parameters === '' ? path : `${path}?${parameters}`;
}

async function reach(
  request: () => Promise<TextResponse>,
  address: string,
  { isLocal }: Connection,
): Promise<TextResponse> {
  try {
    return await request();
  } catch (error) {
    if (!isConnectionError(error)) throw error;
    const cause = error.cause instanceof Error ? [error.cause.message || error.cause.name] : [];
    throw new CommandError("The API can't be reached.", {
      exitCode: exitCodes.unavailable,
      details: cause,
      address,
      next: isLocal
        ? 'start the local run with npm start, or set EMBED_API_PORT to its port'
        : 'check the address, your network and proxy, then run the command again',
    });
  }
}

function readResponse<Body>({ text }: TextResponse, address: string): ApiResponse<Body> {
  try {
    return { text, body: text === '' ? undefined : JSON.parse(text) };
  } catch {
    throw new CommandError('The response is not JSON.', {
      exitCode: exitCodes.failed,
      address,
      next: "this isn't the address of the API: check --api-url",
    });
  }
}
