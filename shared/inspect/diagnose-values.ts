import { findSigningSecret } from '../embed-url/signature.ts';
import { type Finding, finding } from './inspection.ts';
import type { UrlParts } from './url-parts.ts';

/** The text that a v0 or redeem URL signs, and its signature. */
type SignedText = { text: string; signature: string };

/** Reads the signed text of a query, for a URL without query as base; `undefined` if the query is malformed. */
export type ReadText = (query: string, base: string) => SignedText | undefined;

/**
 * Why no active secret signed the values of a URL: undoes common mistakes one by one, and names the one that
 * makes the signature valid.
 *
 * @param options.optional the names that may have been added
 * @param options.hosts the organization's own host, with and without its port
 */
export function signedValuesFinding(
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
): { finding?: Finding } {
  const base = `https://${host}${path}`;
  const isSigned = (changedQuery: string, changedBase = base): boolean => {
    const signed = read(changedQuery, changedBase);
    return signed !== undefined && findSigningSecret(signed.signature, signed.text, keys) !== undefined;
  };

  if (query.includes('+') && isSigned(query.replaceAll('+', '%2B'))) {
    return {
      finding: finding(
        'plus_read_as_space',
        'A value contains a + that wasn’t percent-encoded, so it was read as a space. Encode it as %2B.',
      ),
    };
  }
  if (/%25[0-9a-f]{2}/i.test(query) && isSigned(query.replace(/%25(?=[0-9a-f]{2})/gi, '%'))) {
    return {
      finding: finding(
        'double_encoded',
        'The parameters are percent-encoded twice (%25…). Encode them once.',
      ),
    };
  }
  const bases = [
    `http://${host}${path}`,
    `https://${host.replace(/:\d+$/, '')}${path}`,
    ...hosts.map((other) => `https://${other}${path}`),
  ];
  const signedFor = bases.find((other) => other !== base && isSigned(query, other));
  if (signedFor !== undefined) return { finding: loginUrlMismatch(signedFor, base) };
  const added = optional.find((name) => isSigned(without(query, name)));
  if (added !== undefined) {
    const explanation = `The parameter ${added} was added after signing. Sign the URL with it.`;
    return { finding: finding('changed_after_signing', explanation) };
  }
  return {};
}

export const loginUrlMismatch = (signedFor: string, openedAt: string): Finding =>
  finding(
    'login_url_mismatch',
    `The URL was signed for ${signedFor} but is opened at ${openedAt}. They must match, including https and the port, if there is one.`,
  );

const without = (query: string, name: string): string =>
  query
    .split('&')
    .filter((pair) => pair.split('=', 1)[0] !== name)
    .join('&');
