import { publicPathFault } from '../shared/public-paths.ts';

/**
 * The public paths of a local run: `EMBED_PUBLIC_PATHS`, path patterns with spaces between them.
 *
 * @throws {Error} in one sentence for the user, when a pattern cannot be public
 */
export function publicPathsOf({ EMBED_PUBLIC_PATHS = '' }: NodeJS.ProcessEnv): string[] {
  const patterns = EMBED_PUBLIC_PATHS.split(/\s+/).filter((pattern) => pattern !== '');
  for (const pattern of patterns) {
    const fault = publicPathFault(pattern);
    if (fault !== undefined) throw new Error(`EMBED_PUBLIC_PATHS: ${pattern} ${fault}.`);
  }
  return patterns;
}
