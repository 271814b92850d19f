import type { Item } from '../dynamodb.ts';

/** The entry of a map among the attributes that an update wrote. */
export const writtenEntry = (written: Item, map: string, id: string): unknown =>
  (written[map] as Record<string, unknown> | undefined)?.[id];
