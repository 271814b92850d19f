import { optionalClaimNames } from './claim-rules.ts';

/** Every claim about a viewer that the protocol names. */
export const knownClaimNames: readonly string[] = [
  'contentPath',
  'externalId',
  'name',
  ...optionalClaimNames,
];

/**
 * The known claim that an unknown name probably means: the same but for case and separators, or at most two
 * letters away. A misspelled claim is dangerous, because the restriction that it carries is silently lost.
 *
 * @returns `undefined` if the name resembles none
 */
export function nearestClaim(name: string): string | undefined {
  const wanted = normalize(name);
  let nearest: string | undefined;
  let nearestDistance = 3;
  for (const known of knownClaimNames) {
    const distance = editDistance(wanted, normalize(known));
    // Short names are within two letters of anything: `role` isn't a misspelled `mode`.
    if (distance < nearestDistance && distance * 3 < known.length) {
      nearest = known;
      nearestDistance = distance;
    }
  }
  return nearest;
}

const normalize = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

/** Levenshtein distance. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const substituted = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(substituted, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
