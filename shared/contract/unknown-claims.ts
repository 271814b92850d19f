import { knownClaimNames, nearestClaim } from '../embed-url/nearest-claim.ts';
import { signerClaimNames } from '../embed-url/reserved-names.ts';
import type { FieldError } from './errors.ts';

/**
 * An error for each member of a body that is neither a claim nor an option: a misspelled claim would be ignored, and
 * the restriction that it carries with it.
 *
 * @param options.own the members of the body that aren't claims
 * @param options.customClaims the organization's setting
 */
export function unknownClaimErrors(
  body: unknown,
  { own, customClaims }: { own: readonly string[]; customClaims: readonly string[] },
): FieldError[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  const known = [...knownClaimNames, ...signerClaimNames, ...own, ...customClaims];
  return Object.keys(body)
    .filter((name) => !known.includes(name))
    .map((field, index) => ({
      field,
      code: 'unknown_field',
      message: messageOf(index < maxHints && field.length <= 64 ? nearestClaim(field) : undefined),
    }));
}

/** Finding the nearest claim takes time, and a body can have thousands of members. */
const maxHints = 20;

function messageOf(nearest: string | undefined): string {
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  return `is not a known claim${hint} (claims of your own are listed in the setting customClaims)`;
}
