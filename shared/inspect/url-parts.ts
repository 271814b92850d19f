import { parseQuery } from '../embed-url/query.ts';
import { type Finding, finding } from './inspection.ts';

/** A URL as its text has it: nothing is normalized, so that mistakes stay visible. */
export type UrlParts = {
  text: string;
  /** In lower case, with its port. */
  host: string;
  path: string;
  /** Without the `?`. */
  query: string;
};

const maxBytes = 8192;

/** Splits a URL, or explains why a browser wouldn't send its text as it is. */
export function splitUrl(text: string): { ok: true; parts: UrlParts } | { ok: false; finding: Finding } {
  // Browsers drop surrounding white space, and line breaks and tabs anywhere.
  const trimmed = text.trim().replaceAll(/[\t\r\n]/g, '');
  const match = /^https?:\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/is.exec(trimmed);
  if (match === null) {
    const explanation = 'This isn’t an absolute URL: it must begin with https:// and a host.';
    return { ok: false, finding: finding('not_a_url', explanation) };
  }
  const space = trimmed.search(/\s/);
  if (space !== -1) {
    const explanation = `The URL contains a space at character ${space + 1}: it was wrapped, or assembled from a template. Send it in one piece.`;
    return { ok: false, finding: finding('white_space', explanation) };
  }
  const [, host = '', path = '', query = ''] = match;
  return { ok: true, parts: { text: trimmed, host: host.toLowerCase(), path, query } };
}

/** What is wrong with a query as a whole. */
export function queryFinding({ text, query }: UrlParts): Finding | undefined {
  if (/&amp;/.test(query)) {
    return finding(
      'html_escaped',
      'The URL contains `&amp;`: it was HTML-escaped and not unescaped again. Escape it once, where it becomes an attribute.',
    );
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) {
    return finding(
      'url_too_long',
      `The URL has ${bytes} bytes; CloudFront accepts ${maxBytes}. Use 2-step SSO, which keeps the claims out of the URL.`,
    );
  }
  const parsed = parseQuery(query);
  if (parsed.ok) return undefined;
  if (parsed.reason === 'percent_encoding') {
    return finding(
      'percent_encoding',
      'A parameter isn’t percent-encoded UTF-8: a % isn’t followed by two hexadecimal digits, or the bytes aren’t UTF-8.',
    );
  }
  const names = query.split('&').map((pair) => pair.split('=', 1)[0]);
  const repeated = names.find((name, index) => names.indexOf(name) !== index) ?? 'A parameter';
  return finding(
    'repeated_parameter',
    `${repeated} appears twice, so it is unclear which one was signed. Send it once.`,
  );
}
