import { parseQuery } from '../embed-url/query.ts';
import type { Refusal } from '../embed-url/refusal.ts';
import { isSignedValue } from '../embed-url/signed-values.ts';
import { encodingFinding, missingParameter } from './encoding.ts';
import { type Finding, finding } from './inspection.ts';

/** What is wrong with a parameter that a v0 or redeem URL may not have, or not in this form. */
export function parameterFinding(
  { reason, field = 'a parameter' }: Refusal,
  { query, format }: { query: string; format: 'v0' | 'redeem' },
): Finding {
  const parsed = parseQuery(query);
  const value = parsed.ok ? parsed.parameters.get(field) : undefined;
  if (value === undefined || reason === 'missing_parameter') return missingParameter(field);
  if (reason === 'malformed_signature') {
    return encodingFinding('signature', value) ?? missingParameter('signature');
  }
  if (reason === 'unknown_parameter') {
    const explanation = `${field} isn’t allowed in a ${format} URL: remove it. Parameter names aren’t signed, so only known ones are accepted.`;
    return finding('unknown_parameter', explanation);
  }
  return finding('invalid_parameter', `${field} ${valueProblem(field, value)}.`);
}

function valueProblem(name: string, value: string): string {
  if (value === '') return 'is empty: remove it, or set a value';
  if (/^\s|\s$/.test(value)) {
    return 'begins or ends with white space, which isn’t signed: trim it before signing';
  }
  if (!isSignedValue(value)) return 'contains a control character, such as a line break';
  if (name === 'nonce') return 'must be 32 letters and digits';
  if (name === 'prefersDark') return 'must be "true", "false" or "system"';
  return 'has a value that isn’t allowed';
}
