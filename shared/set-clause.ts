import type { Item } from './dynamodb.ts';

/** The `SET` clause of an update for each attribute that has a value, with its names and values. */
export function setClause(attributes: Readonly<Record<string, Item[string] | undefined>>) {
  const present = Object.entries(attributes).filter(
    (entry): entry is [string, Item[string]] => entry[1] !== undefined,
  );
  return {
    expression: `SET ${present.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    names: Object.fromEntries(present.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
  };
}
