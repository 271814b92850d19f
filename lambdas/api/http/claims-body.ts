import * as v from 'valibot';
import {
  asSent,
  claimsMaxBytes,
  findInexactNumber,
  type ViewerClaims,
  viewerEntries,
} from '../../../shared/embed-url/claims.ts';
import type { BodySchema } from './body.ts';

const signersOwn = v.optional(v.never('is set by the signature, not by the caller'));

/**
 * The schema of a body that is claims (protocol.md's table without `loginUrl`, `nonce` and `exp`), with an
 * error for every field that breaks a rule. Members that it does not know are claims, and are kept.
 *
 * @param own the members that are the operation's, and no claims
 * @param advice what else to do where the claims are too large
 */
export function claimsBody<Own extends v.ObjectEntries>(
  own: Own,
  advice = '',
): BodySchema<ViewerClaims & v.InferOutput<v.ObjectSchema<Own, undefined>>> {
  const entries = { ...viewerEntries, loginUrl: signersOwn, nonce: signersOwn, exp: signersOwn, ...own };
  return v.pipe(
    asSent(v.looseObject(entries)),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const claims = withoutMembers(dataset.value, Object.keys(own));
      const bytes = jsonBytes(claims);
      if (bytes === undefined || bytes > claimsMaxBytes) {
        addIssue({
          message: `has ${bytes ?? 'too many'} bytes of claims; the most is ${claimsMaxBytes}${advice}`,
        });
        return;
      }
      const inexact = findInexactNumber(claims);
      if (inexact !== undefined) {
        addIssue({ message: `has a number that cannot be kept exactly: ${inexact}; send it as a string` });
      }
    }),
  ) as never;
}

/** An object without some members. */
export const withoutMembers = (members: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));

/** The size of a value as JSON; `undefined` when it is nested too deep to be written, which small ones are not. */
function jsonBytes(value: object): number | undefined {
  try {
    return Buffer.byteLength(JSON.stringify(value));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
