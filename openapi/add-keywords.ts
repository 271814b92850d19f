/** Keywords of JSON Schema, or of an object of the OpenAPI document. */
export type Keywords = Record<string, unknown>;

/**
 * Adds the keywords of a rule to a schema. A keyword that the schema already has with another value goes into
 * `allOf`, so that no rule replaces another one.
 */
export function addKeywords(schema: Keywords, added: Keywords): Keywords {
  const result: Keywords = { ...schema };
  for (const [keyword, value] of Object.entries(added)) {
    const before = result[keyword];
    if (before === undefined || overrides.includes(keyword)) result[keyword] = value;
    else if (Array.isArray(before) && Array.isArray(value)) result[keyword] = [...before, ...value];
    else if (JSON.stringify(before) !== JSON.stringify(value)) {
      result.allOf = [...(Array.isArray(result.allOf) ? result.allOf : []), { [keyword]: value }];
    }
  }
  return result;
}

/** What the text of a query parameter is read as, rather than the text itself. */
const overrides: readonly string[] = ['type', 'default'];
