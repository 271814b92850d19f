import type { ApiResponse } from './connection/api-client.ts';

/** A page of a list, as the API returns it. */
type Page<Item> = { records: Item[]; nextCursor?: string };

/**
 * Reads a list to its end, or to a number of records.
 *
 * @returns the records, and the response body with all of them: a single page's exactly as it was sent
 */
export async function readPages<Item>(
  readPage: (query: Record<string, string>) => Promise<ApiResponse<Page<Item>>>,
  limit = Number.POSITIVE_INFINITY,
): Promise<{ text: string; records: Item[] }> {
  const first = await readPage({});
  const records = first.body.records;
  let cursor = first.body.nextCursor;
  if (cursor === undefined && records.length <= limit) return { text: first.text, records };
  while (cursor !== undefined && records.length < limit) {
    const { body }: ApiResponse<Page<Item>> = await readPage({ cursor });
    records.push(...body.records);
    cursor = body.nextCursor;
  }
  const wanted = records.slice(0, limit);
  return { text: JSON.stringify({ records: wanted }), records: wanted };
}
