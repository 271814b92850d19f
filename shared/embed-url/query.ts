import { type Refusal, refuse } from './refusal.ts';

/** The parameters of a query string, or the rule that it breaks. */
export type ParsedQuery =
  | { ok: true; parameters: ReadonlyMap<string, string> }
  | Refusal<'percent_encoding' | 'repeated_parameter'>;

/**
 * Decodes a raw query string as HTML forms encode it: `&` between pairs, `+` for a space.
 *
 * Stricter than `URLSearchParams`, which takes the first of two parameters with the same name and replaces bytes
 * that are not UTF-8: both would let a signature cover something other than what is read.
 *
 * @param query without the leading `?`
 */
export function parseQuery(query: string): ParsedQuery {
  const parameters = new Map<string, string>();
  if (query === '') return { ok: true, parameters };
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
    if (name === undefined || value === undefined) return refuse('percent_encoding');
    if (parameters.has(name)) return refuse('repeated_parameter');
    parameters.set(name, value);
  }
  return { ok: true, parameters };
}

function decode(text: string): string | undefined {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return undefined;
  }
}
