import type { Keywords } from './add-keywords.ts';
import { fieldDescriptions } from './field-descriptions.ts';

/**
 * Adds its description to every field of a schema, and the rules that JSON Schema can't express.
 *
 * @throws {Error} that names a field without a description
 */
export function describeFields(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(describeFields);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword,
      // What `not` has isn't a field.
      keyword === 'properties'
        ? describedProperties(value)
        : keyword === 'not'
          ? value
          : describeFields(value),
    ]),
  );
}

const describedProperties = (properties: object): Keywords =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      { description: descriptionOf(name), ...(describeFields(schema) as Keywords) },
    ]),
  );

export function descriptionOf(name: string): string {
  const description = fieldDescriptions[name];
  if (description === undefined) throw new Error(`openapi/field-descriptions.ts doesn't describe ${name}`);
  return description;
}
