/** Only resolves paths; never requested. */
const anyOrigin = 'https://host.invalid';
// biome-ignore lint/suspicious/noControlCharactersInRegex: this matches them on purpose
const controlCharacters = /[\u0000-\u001f\u007f]/;
const slashes = /^\/(?:[/\\]|%2f|%5c)/i;

/**
 * Whether a path stays on the origin that redirects to it, both in a browser (WHATWG URL) and in servers that
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

/** Leaves room for `https://` and a host within the 8,192 bytes of a URL that CloudFront accepts. */
export const locationMaxCharacters = 7900;

/**
 * The `Location` to which a login redirects: the content path as sent, with the filter joined to its query
 * before any `#`. A `#` in the filter itself is encoded, so it remains part of the query.
 *
 * @returns `undefined` if the result isn't a content path of a length that CloudFront accepts
 */
export function redirectLocation(contentPath: string, filterSearchParam = ''): string | undefined {
  const location = joined(contentPath, filterSearchParam);
  return location !== undefined && isContentPath(location) && location.length <= locationMaxCharacters
    ? location
    : undefined;
}

/** Whether a content path has a {@link redirectLocation}. @param contentPath one that {@link isContentPath} accepts */
export function hasRedirectLocation(contentPath: string, filterSearchParam?: string): boolean {
  const unchanged = !filterSearchParam && contentPath.length <= locationMaxCharacters && isAscii(contentPath);
  return unchanged || redirectLocation(contentPath, filterSearchParam) !== undefined;
}

const isAscii = (text: string): boolean => /^[\u0020-\u007e]*$/.test(text);

function joined(contentPath: string, filterSearchParam: string): string | undefined {
  const filter = filterSearchParam.replace(/^[?&]/, '').replaceAll('#', '%23');
  const hash = contentPath.indexOf('#');
  const beforeHash = hash === -1 ? contentPath : contentPath.slice(0, hash);
  const fragment = hash === -1 ? '' : contentPath.slice(hash);
  const query = filter === '' ? '' : `${beforeHash.includes('?') ? '&' : '?'}${filter}`;
  return asHeaderValue(`${beforeHash}${query}${fragment}`);
}

/** Percent-encodes what a header can't carry, and leaves every other ASCII character as it is. */
const asHeaderValue = (location: string): string | undefined =>
  location.isWellFormed() ? location.replace(/[^\u0020-\u007e]+/g, encodeURIComponent) : undefined;
