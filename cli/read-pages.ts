import { CommandError } from './command-error.ts';
import type { ApiResponse } from './connection/api-client.ts';
import { exitCodes } from './exit-codes.ts';

/** A page of a list, as the API returns it. */
type Page<Item> = { records: Item[]; nextCursor?: string };

/**
 * Reads a list to its end, or to a number of records.
 *
 * @returns the records, and the response body with all of them: a single page's exactly as it was sent
 * @throws {CommandError} if a page leads back to itself or to an earlier one
 */
export async function readPages<Item>(
  readPage: (query: Record<string, string>) => Promise<ApiResponse<Page<Item>>>,
  limit = Number.POSITIVE_INFINITY,
): Promise<{ text: string; records: Item[] }> {
  const pages: ApiResponse<Page<Item>>[] = [];
  let count = 0;
  await eachPage(async (query) => {
    const page = await readPage(query);
    pages.push(page);
    count += page.body.records.length;
    return count < limit ? page.body.nextCursor : undefined;
  });
  const [first] = pages;
  const records = pages.flatMap(({ body }) => body.records).slice(0, limit);
  const isWhole = pages.length === 1 && first?.body.nextCursor === undefined && records.length === count;
  return { text: isWhole && first !== undefined ? first.text : JSON.stringify({ records }), records };
}

/**
 * Sends a request, and again with each cursor that it returns, until it returns none.
 *
 * @throws {CommandError} if a cursor comes back: there would be no end
 */
export async function eachPage(
  send: (query: Record<string, string>) => Promise<string | undefined>,
): Promise<void> {
  const seen = new Set<string>();
  let cursor = await send({});
  while (cursor !== undefined) {
    if (seen.has(cursor)) {
      throw new CommandError('The API returned the same cursor twice.', {
        exitCode: exitCodes.failed,
        next: 'check that --api-url is the address of the API',
      });
    }
    seen.add(cursor);
    cursor = await send({ cursor });
  }
}
