/** Whether a value has a type of JSON Schema. */
export const hasJsonType = (value: unknown, type: string): boolean =>
  jsonType(value).split(' ').at(-1) === type;

/** The type of a JSON value, as it follows "not" in a sentence. */
export function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return `a ${typeof value}`;
}
