import { parseQuery } from '../embed-url/query.ts';
import { findSigningSecret } from '../embed-url/signature.ts';
import { isSignedValue } from '../embed-url/signed-values.ts';
import { encodingFinding, missing } from './encoding.ts';
import { type Finding, finding } from './inspection.ts';
import type { UrlParts } from './url-parts.ts';

/** A v0 or redeem URL read as a query and a base may have it: what is signed, and by what. */
export type SignedText = { text: string; signature: string };

/** What makes the signed text of a query; `undefined` where the query has not the form of one. */
export type ReadText = (query: string, base: string) => SignedText | undefined;

const isSignedBy = (signed: SignedText | undefined, keys: Readonly<Record<string, string>>): boolean =>
  signed !== undefined && findSigningSecret(signed.signature, signed.text, keys) !== undefined;

/**
 * Why no live secret signed the values of a URL: tries what commonly goes wrong on the way, and names it where
 * the signature then holds.
 *
 * @param options.optional the names that may have been added
 * @param options.hosts the organization's own host, with and without its port
 */
export function valuesFinding(
  { query, host, path }: UrlParts,
  {
    read,
    keys,
    optional,
    hosts,
  }: {
    read: ReadText;
    keys: Readonly<Record<string, string>>;
    optional: readonly string[];
    hosts: readonly string[];
  },
): Finding {
  const base = `https://${host}${path}`;
  if (query.includes('+') && isSignedBy(read(query.replaceAll('+', '%2B'), base), keys)) {
    return finding(
      'plus_read_as_space',
      'A + was read as a space: it stands in a value and was not percent-encoded. Encode it as %2B.',
    );
  }
  if (
    /%25[0-9a-f]{2}/i.test(query) &&
    isSignedBy(read(query.replace(/%25(?=[0-9a-f]{2})/gi, '%'), base), keys)
  ) {
    return finding('double_encoded', 'The parameters were percent-encoded twice (%25…). Encode them once.');
  }
  const bases = [
    `http://${host}${path}`,
    `https://${host.replace(/:\d+$/, '')}${path}`,
    ...hosts.map((other) => `https://${other}${path}`),
  ];
  const signedFor = bases.find((other) => other !== base && isSignedBy(read(query, other), keys));
  if (signedFor !== undefined) {
    return finding(
      'login_url_mismatch',
      `The URL was signed for ${signedFor} and is opened at ${base}. Both must be the same, with the port where there is one, and https.`,
    );
  }
  const added = optional.find((name) => isSignedBy(read(without(query, name), base), keys));
  if (added !== undefined) {
    return finding(
      'changed_after_signing',
      `The parameter ${added} was added after signing. Sign the URL with it.`,
    );
  }
  return finding('signature_mismatch', '');
}

const without = (query: string, name: string): string =>
  query
    .split('&')
    .filter((pair) => pair.split('=', 1)[0] !== name)
    .join('&');

/** What is wrong with the form of a parameter that its format refuses. */
export function parameterFinding(
  { reason, field = '' }: { reason: string; field?: string },
  { query, format }: { query: string; format: string },
): Finding {
  const parsed = parseQuery(query);
  const value = (parsed.ok ? parsed.parameters.get(field) : undefined) ?? '';
  if (reason === 'malformed_signature') return encodingFinding('signature', value) ?? missing('signature');
  if (reason === 'missing_parameter') return missing(field);
  if (reason === 'unknown_parameter') {
    const explanation = `${field} is no parameter of a ${format} URL. Its names are not signed, so a further one is refused: take it off.`;
    return finding('unknown_parameter', explanation);
  }
  return finding('invalid_parameter', `${field} ${valueProblem(field, value)}.`);
}

function valueProblem(name: string, value: string): string {
  if (value === '') return 'is empty: leave it out, or give it a value';
  if (/^\s|\s$/.test(value))
    return 'begins or ends with white space, which is not signed: trim it before signing';
  if (!isSignedValue(value))
    return 'has a control character, a line break for one: values are signed line by line';
  if (name === 'nonce')
    return `has ${value.length} characters or others than letters and digits: it is 32 letters and digits`;
  if (name === 'prefersDark') return 'is not "true", "false" or "system"';
  return 'has a value that it cannot have';
}
