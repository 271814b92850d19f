import type { Item, Value } from '../dynamodb.ts';

/**
 * The size of an item as DynamoDB counts it for read and write units: names and strings in UTF-8, 3 bytes for a
 * list or a map and one for each of its entries.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 *
 * A number counts as many bytes as it can have with its digits: DynamoDB's own count may be a byte or two less.
 */
export const itemSize = (item: Item): number =>
  Object.entries(item).reduce((size, [name, value]) => size + bytes(name) + valueSize(value), 0);

function valueSize(value: Value): number {
  if (typeof value === 'string') return bytes(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 2;
  if (typeof value === 'boolean' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce<number>((size, entry) => size + 1 + valueSize(entry), 3);
  return 3 + Object.keys(value).length + itemSize(value as Item);
}

const bytes = (text: string): number => Buffer.byteLength(text);
