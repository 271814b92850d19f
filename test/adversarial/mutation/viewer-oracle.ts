import { type UrlFormat, urlFormats } from '../harness/formats.ts';
import type { ViewerMutant } from './viewer-mutants.ts';

/** What the bytes of a valid URL or cookie mean, for its one host. */
export type Credential = { format: string; host: string; path?: string; says: string };

/**
 * What the bytes of a request mean, decoded without the product's code: each credential that it contains, in one spelling.
 * Two requests that mean the same count as one, however they are written.
 */
export function credentialsIn({ method, hosts, path, query, cookies }: ViewerMutant): Credential[] {
  const host = (hosts[0] ?? '').toLowerCase();
  const urls =
    method === 'GET'
      ? urlFormats.flatMap((format) =>
          saidByUrl(query, format).map((says) => ({ format: format.name, says })),
        )
      : [];
  return [
    ...urls.map((url) => ({ ...url, host, path })),
    ...saidByCookies(cookies).map((says) => ({ format: 'cookie', host, says })),
  ];
}

/** The credential of a valid request, which has exactly one. */
export function credentialOf(request: ViewerMutant): Credential {
  const [credential, ...more] = credentialsIn(request);
  if (credential === undefined || more.length > 0) throw new TypeError('not one credential');
  return credential;
}

export const same = (one: Credential, other: Credential): boolean =>
  one.format === other.format &&
  one.host === other.host &&
  one.path === other.path &&
  one.says === other.says;

/** `undefined` if a parameter that matters is missing, repeated or can't be decoded. */
function saidByUrl(query: string, { parameters, ignoresOthers }: UrlFormat): string[] {
  const decoded = Buffer.from(query)
    .toString('latin1')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [percentDecode(name), percentDecode(value.join('='))] as const;
    });
  const speaks = (name: string) => name !== 'signature' && (!ignoresOthers || parameters.includes(name));
  const said = new Map(decoded.filter(([name]) => speaks(name)));
  const signatures = decoded.filter(([name]) => name === 'signature').map(([, value]) => value);
  const [signature = ''] = signatures;
  if (signatures.length !== 1 || !/^[\w-]+=?$/.test(signature)) return [];
  if (said.size !== decoded.filter(([name]) => speaks(name)).length) return [];
  if (!parameters.every((name) => said.has(name))) return [];
  return [JSON.stringify([[...said].sort(), Buffer.from(signature, 'base64url').toString('hex')])];
}

/** The bytes of a form value, one character each, so that no two values become the same. */
function percentDecode(text: string): string {
  let decoded = '';
  for (let index = 0; index < text.length; index++) {
    const code = /^%([0-9a-f]{2})/i.exec(text.slice(index, index + 3))?.[1];
    decoded +=
      code === undefined
        ? text[index] === '+'
          ? ' '
          : text[index]
        : String.fromCharCode(Number.parseInt(code, 16));
    if (code !== undefined) index += 2;
  }
  return decoded;
}

/** The session cookie's value, if it occurs exactly once. */
function saidByCookies(cookies: readonly string[]): string[] {
  const values = cookies
    .flatMap((header) => header.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => /^__Host-embed_session\s*=/.test(pair))
    .map((pair) => pair.replace(/^[^=]*=/, '').trim());
  return values.length === 1 ? values : [];
}
