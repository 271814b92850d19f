const plain = /^(?:\/[\w~-][\w.~-]*)*\/?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const separators = /[/\\\u0000-\u001f\u007f]/;
/** Also with spaces or parameters behind the dots, which some servers drop before they resolve a path. */
const dots = /^[. ]+(?:;|$)/;
const encodedTwice = /%(?:25)*(?:2e|2f|5c|00)/i;

/**
 * A path with its percent-encoding decoded, if every server reads the same segments in it. Only such a path can be
 * compared with the paths that a secret is limited to: behind `/reports/..%2fadmin` one server sees a report,
 * another one the admin page.
 *
 * @param path from the first `/` on; a query or fragment is ignored
 * @returns `undefined` for dot segments, empty segments, encoded or reversed slashes, control characters, malformed
 *   percent-encoding and bytes that aren't UTF-8
 */
export function canonicalPath(path: string): string | undefined {
  const end = path.search(/[?#]/);
  const bare = end === -1 ? path : path.slice(0, end);
  if (!bare.startsWith('/')) return undefined;
  if (plain.test(bare)) return bare;
  const decoded = bare.slice(1).split('/').map(decodeSegment);
  const last = decoded.length - 1;
  const valid = decoded.every(
    (segment, index) => segment !== undefined && (segment !== '' || index === last),
  );
  return valid ? `/${decoded.join('/')}` : undefined;
}

function decodeSegment(segment: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    return undefined;
  }
  if (separators.test(decoded) || dots.test(decoded) || encodedTwice.test(decoded)) return undefined;
  return decoded.isWellFormed() ? decoded : undefined;
}
