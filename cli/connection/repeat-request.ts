import type { TextResponse } from '../signed-fetch.ts';

/** How long to wait before each repetition, in milliseconds. */
const delays = [500, 2000];

/**
 * Sends a request that may be repeated until a response arrives that isn't 503, three times in all: a lost response doesn't
 * tell whether the request was processed.
 */
export async function repeatRequest(
  send: () => Promise<TextResponse>,
  wait: (milliseconds: number) => Promise<void>,
): Promise<TextResponse> {
  for (const delay of delays) {
    try {
      const response = await send();
      if (response.status !== 503) return response;
    } catch (error) {
      if (!isConnectionError(error)) throw error;
    }
    await wait(delay);
  }
  return await send();
}

/** Whether the connection failed, rather than the credentials. */
export const isConnectionError = (error: unknown): error is Error =>
  error instanceof Error && (error.name === 'TimeoutError' || error.message === 'fetch failed');
