import type * as v from 'valibot';

/**
 * Requires that no rule follows a transformation: it would be about another value than the one that callers send,
 * and the converter would drop it.
 *
 * @throws {Error} that names the transformation
 */
export function requireRulesBeforeTransformations(schema: v.GenericSchema): void {
  const items = 'pipe' in schema && Array.isArray(schema.pipe) ? schema.pipe : [];
  const first = items.findIndex(({ kind, type }) => kind === 'transformation' && type === 'transform');
  if (first !== -1 && items.slice(first + 1).some(({ kind }) => kind !== 'transformation')) {
    throw new Error('a rule follows a transformation: move it before');
  }
  for (const child of childrenOf(schema, items)) requireRulesBeforeTransformations(child);
}

/** @param items of its pipe, of which the first is the schema itself without the pipe */
function childrenOf(schema: object, items: readonly unknown[]): v.GenericSchema[] {
  const members = 'entries' in schema ? Object.values(schema.entries as object) : [];
  const inner = ['wrapped' in schema && schema.wrapped, 'item' in schema && schema.item];
  return [...members, ...inner, ...items].filter(
    (child): child is v.GenericSchema => isSchema(child) && child !== schema,
  );
}

const isSchema = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
