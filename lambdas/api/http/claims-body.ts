import * as v from 'valibot';
import type { FieldError } from '../../../shared/contract/errors.ts';
import { claimMessage, externalIdTooLargeMessage } from '../../../shared/embed-url/claim-messages.ts';
import { viewerClaimFaults } from '../../../shared/embed-url/claim-rules.ts';
import { claimsMaxBytes, isIdentityTooLarge, type ViewerClaims } from '../../../shared/embed-url/claims.ts';
import { type BodySchema, toFieldError } from './body.ts';

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
  const ownSchema = v.object({ loginUrl: signersOwn, nonce: signersOwn, exp: signersOwn, ...own });
  return v.pipe(
    v.custom<object>((body) => typeof body === 'object' && body !== null, 'must be a JSON object'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const body = dataset.value;
      const claims = withoutMembers(body, Object.keys(own));
      const faults = [
        ...viewerClaimFaults(claims).map((fault) => ({ field: fault.field, message: claimMessage(fault) })),
        ...(v.safeParse(ownSchema, body).issues ?? []).map((issue) => toFieldError(issue, 'is not known')),
        ...wholeFaults(claims, advice),
      ];
      for (const { field, message } of faults) {
        const item = { type: 'object', origin: 'value', input: {}, key: field, value: undefined } as const;
        addIssue(field === 'body' ? { message } : { message, path: [item] });
      }
    }),
  ) as never;
}

/** What is wrong with the claims as a whole. */
function wholeFaults(claims: object, advice: string): FieldError[] {
  const bytes = jsonBytes(claims);
  if (bytes === undefined || bytes > claimsMaxBytes) {
    const message = `has ${bytes ?? 'too many'} bytes of claims; the most is ${claimsMaxBytes}${advice}`;
    return [{ field: 'body', message }];
  }
  const { externalId } = claims as Partial<ViewerClaims>;
  return typeof externalId === 'string' && isIdentityTooLarge({ externalId })
    ? [{ field: 'externalId', message: externalIdTooLargeMessage }]
    : [];
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
