/** Resolves paths; never looked up. */
const anyOrigin = 'https://host.invalid';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacters = /[\u0000-\u001f\u007f]/;
const slashes = /^\/(?:[/\\]|%2f|%5c)/i;

/**
 * Whether a path leads only to the origin that redirects to it, in a browser (WHATWG URL) as in servers that
 * decode `%2f` and `%5c` before they route (protocol.md, `contentPath`).
 */
export function isContentPath(path: string): boolean {
  if (!path.startsWith('/') || slashes.test(path) || controlCharacters.test(path)) return false;
  if (!path.isWellFormed()) return false;
  // Not URL.parse: the signer also runs on Node 20, which doesn't have it.
  if (!URL.canParse(path, anyOrigin)) return false;
  const resolved = new URL(path, anyOrigin);
  return resolved.origin === anyOrigin && !slashes.test(resolved.pathname);
}

/** Whether a query fragment can be joined to a path: no control characters, well-formed Unicode. */
export const isFilterSearchParam = (fragment: string): boolean =>
  !controlCharacters.test(fragment) && fragment.isWellFormed();

/**
 * The `Location` to which a login redirects: the content path as sent, with the filter joined to its query
 * before any `#`. A `#` in the filter itself is encoded, so it stays a part of the query.
 *
 * @param contentPath one that {@link isContentPath} accepts
 * @param filterSearchParam one that {@link isFilterSearchParam} accepts
 */
export function redirectLocation(contentPath: string, filterSearchParam = ''): string {
  const filter = filterSearchParam.replace(/^[?&]/, '').replaceAll('#', '%23');
  const hash = contentPath.indexOf('#');
  const beforeHash = hash === -1 ? contentPath : contentPath.slice(0, hash);
  const fragment = hash === -1 ? '' : contentPath.slice(hash);
  const joined = filter === '' ? '' : `${beforeHash.includes('?') ? '&' : '?'}${filter}`;
  return asHeaderValue(`${beforeHash}${joined}${fragment}`);
}

/** Percent-encodes what a header cannot carry, and leaves every ASCII character as it is. */
const asHeaderValue = (location: string): string =>
  location.replace(/[^\u0020-\u007e]+/g, encodeURIComponent);
