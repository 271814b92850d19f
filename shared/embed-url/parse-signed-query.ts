import { isNonce } from './nonce.ts';
import { parseQuery } from './query.ts';
import { type ReasonsOf, type Refusal, refuse } from './refusal.ts';
import { isSignature } from './signature.ts';
import { isSignedValue } from './signed-values.ts';

export type SignedQueryRefusalReason = ReasonsOf<
  | 'percent_encoding'
  | 'repeated_parameter'
  | 'unknown_parameter'
  | 'missing_parameter'
  | 'invalid_parameter'
  | 'malformed_signature'
>;

/** The parameters of a URL that signs their values, and neither their names nor their number. */
export type SignedParameters<Required extends string> = Readonly<Record<Required | 'signature', string>> & {
  /** Name → value, in the order in which they are signed. */
  optional: Readonly<Record<string, string>>;
};

/**
 * Reads the query of a v0 or redeem URL (protocol.md): only known parameters, none twice, and values that stay
 * distinct once they are joined.
 *
 * An empty optional value is refused too: it adds nothing to the signed text, so it could hide a relabelled
 * parameter.
 *
 * @param query as received, without the leading `?`
 * @param names.required besides `signature`; `nonce` is one of them
 * @param names.optional in alphabetical order, in which they are signed
 */
export function parseSignedQuery<Required extends string>(
  query: string,
  names: { required: readonly Required[]; optional: readonly string[] },
): { ok: true; parameters: SignedParameters<Required> } | Refusal<SignedQueryRefusalReason> {
  const parsed = parseQuery(query);
  if (!parsed.ok) return parsed;
  const { parameters: values } = parsed;
  const required = [...names.required, 'signature'] as const;
  const known: readonly string[] = [...required, ...names.optional];
  const unknown = [...values.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) return refuse('unknown_parameter', unknown);
  const missing = required.find((name) => !values.has(name));
  if (missing !== undefined) return refuse('missing_parameter', missing);
  for (const [name, value] of values) {
    if (name === 'signature') continue;
    if (!isSignedValue(value) || (name === 'nonce' && !isNonce(value)))
      return refuse('invalid_parameter', name);
  }
  const pick = <Name extends string>(wanted: readonly Name[]) =>
    Object.fromEntries(
      wanted.filter((name) => values.has(name)).map((name) => [name, values.get(name)]),
    ) as Record<Name, string>;
  const parameters = { ...pick(required), optional: pick(names.optional) };
  return isSignature(parameters.signature)
    ? { ok: true, parameters }
    : refuse('malformed_signature', 'signature');
}
