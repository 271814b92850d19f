import { parseQuery } from '../embed-url/query.ts';
import { type Finding, finding } from './inspection.ts';

/** A URL as its text has it: nothing is normalised, so that it can be seen what went wrong. */
export type UrlParts = {
  text: string;
  /** In lower case, with its port. */
  host: string;
  path: string;
  /** Without the `?`. */
  query: string;
};

const maxCharacters = 8192;

/** Splits a URL, or tells why its text is none that a browser would send as it is. */
export function splitUrl(text: string): { ok: true; parts: UrlParts } | { ok: false; finding: Finding } {
  // Browsers drop what is around a URL, and line breaks and tabs within.
  const trimmed = text.trim().replaceAll(/[\t\r\n]/g, '');
  const match = /^https?:\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/is.exec(trimmed);
  if (match === null) {
    return {
      ok: false,
      finding: finding('not_a_url', 'This is no absolute URL: it does not begin with https:// and a host.'),
    };
  }
  const space = trimmed.search(/\s/);
  if (space !== -1) {
    const explanation = `There is a space at character ${space + 1}: the URL was wrapped, or put together from a template. Send it in one piece.`;
    return { ok: false, finding: finding('white_space', explanation) };
  }
  const [, host = '', path = '', query = ''] = match;
  return { ok: true, parts: { text: trimmed, host: host.toLowerCase(), path, query } };
}

/** What is wrong with a query before any parameter is looked at. */
export function queryFinding({ text, query }: UrlParts): Finding | undefined {
  if (/&amp;/.test(query)) {
    return finding(
      'html_escaped',
      'After an & stands amp;: the URL was HTML-escaped and not unescaped again. Escape it once, where it becomes an attribute.',
    );
  }
  if (Buffer.byteLength(text) > maxCharacters) {
    return finding(
      'url_too_long',
      `The URL has ${Buffer.byteLength(text)} bytes; CloudFront takes ${maxCharacters}. Use 2-step SSO, which keeps the claims out of the URL.`,
    );
  }
  const parsed = parseQuery(query);
  if (parsed.ok) return undefined;
  if (parsed.rule === 'percent_encoding') {
    return finding(
      'percent_encoding',
      'A parameter is not percent-encoded UTF-8: a % stands without two hexadecimal digits, or the bytes are not UTF-8.',
    );
  }
  const names = query.split('&').map((pair) => pair.split('=', 1)[0] ?? '');
  const repeated = names.find((name, index) => names.indexOf(name) !== index) ?? 'a parameter';
  return finding(
    'repeated_parameter',
    `${repeated} is there twice: which one was signed cannot be told. Send it once.`,
  );
}
