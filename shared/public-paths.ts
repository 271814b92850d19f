/**
 * Why a pattern cannot be a public path, for the person who wrote it. Its first folder has to be spelled out, so that
 * a pattern can never cover the whole application, a login or the public keys.
 *
 * @param pattern as CloudFront's path patterns: `*` stands for any characters, `?` for exactly one
 * @returns `undefined` if it can
 */
export function publicPathFault(pattern: string): string | undefined {
  const [, firstSegment = ''] = pattern.split('/');
  if (!/^\/[\w.~*?$@&:+'/-]*$/.test(pattern)) return 'is not a path pattern of CloudFront that begins with /';
  if (/[*?]/.test(firstSegment) || firstSegment === '') {
    return 'covers more than one folder: spell out the first folder, as in /assets/*';
  }
  if (['embed', '.well-known'].includes(firstSegment.toLowerCase())) {
    return `covers /${firstSegment}/, which the verifier serves itself`;
  }
  if (isAmbiguousPath(pattern)) return 'has a segment that is not a name';
  return undefined;
}

/** Whether a path matches a pattern, case-sensitively, as CloudFront decides. */
export const matchesPublicPath = (pattern: string, path: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  ).test(path);

/**
 * A path that another server may read as another path than CloudFront: encoded dots, slashes and percent signs,
 * backslashes, empty and dot segments, and parameters of a segment. `/assets/..%2fdashboards` begins with `/assets/`
 * for CloudFront, and may be `/dashboards` for the application.
 */
export const ambiguousPath = /%(?:2[ef5]|5c|00)|[\\;]|\/\/|\/\.{1,2}(?:\/|$)/i;

const isAmbiguousPath = (path: string): boolean => ambiguousPath.test(path);
