import * as v from 'valibot';
import { claimMessage, externalIdTooLargeMessage } from '../embed-url/claim-messages.ts';
import { type ClaimFault, viewerClaimFaults } from '../embed-url/claim-rules.ts';
import { claimsMaxBytes, isIdentityTooLarge, type ViewerClaims } from '../embed-url/claims.ts';
import { claimSchemas } from './claim-schemas.ts';
import type { FieldError } from './errors.ts';
import { toFieldError, wrongType } from './field-error.ts';
import { jsonBytes } from './json-bytes.ts';
import { hasJsonType } from './json-type.ts';

const signersOwn = v.optional(v.never('is set by the signature, not by the caller'));

/**
 * The schema of a body that holds claims (protocol.md's table without `loginUrl`, `nonce` and `exp`), with an
 * error for every field that breaks a rule. Other members are claims of the organization's own
 * ({@link ./unknown-claims.ts}), and are kept.
 *
 * The rules of claims are a table and not a Valibot object: that copies without members such as `__proto__`, and
 * a dropped claim could be a restriction.
 *
 * @param options the members that belong to the operation and are not claims
 * @param limit.maxBytes how large the claims may be, in bytes of JSON
 * @param limit.advice what else to do if they are larger
 */
export function claimsBody<Options extends v.ObjectEntries>(options: Options, limit: ClaimsLimit) {
  const known = v.object({ loginUrl: signersOwn, nonce: signersOwn, exp: signersOwn, ...options });
  return v.pipe(
    {
      ...v.custom<ViewerClaims & v.InferOutput<v.ObjectSchema<Options, undefined>>>(
        (body) => typeof body === 'object' && body !== null && !Array.isArray(body),
        'must be a JSON object',
      ),
      type: 'claims' as const,
      options,
      maxBytes: limit.maxBytes,
    },
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const body: object = dataset.value;
      const claims = withoutMembers(body, Object.keys(options));
      const faults = [
        ...viewerClaimFaults(claims).map((fault) => claimError(fault, claims[fault.field])),
        ...(v.safeParse(known, body).issues ?? []).map((issue) =>
          toFieldError(issue, 'is not a member of this body'),
        ),
        ...wholeFaults(claims, limit),
      ];
      for (const { field, code, message } of faults) {
        const item = { type: 'object', origin: 'value', input: {}, key: field, value: undefined } as const;
        const issue = { message, expected: code };
        addIssue(field === 'body' ? issue : { ...issue, path: [item] });
      }
    }),
  );
}

type ClaimsLimit = { maxBytes: number; advice: string };

function claimError(fault: ClaimFault, value: unknown): FieldError {
  const { field, problem } = fault;
  const message = claimMessage(fault);
  if (problem === 'missing') return { field, code: 'required', message };
  if (problem === 'location') return { field, code: 'out_of_range', message };
  const { type = 'string' } = claimSchemas[field] ?? {};
  return hasJsonType(value, type)
    ? { field, code: 'invalid_value', message }
    : wrongType(field, message, value);
}

/** The members of a body that aren't claims. `undefined` if the body doesn't hold claims. */
export const optionsOf = (body: v.GenericSchema): string[] | undefined =>
  'options' in body && typeof body.options === 'object' && body.type === 'claims'
    ? Object.keys(body.options ?? {})
    : undefined;

/** What is wrong with the claims as a whole. */
function wholeFaults(
  claims: Readonly<Record<string, unknown>>,
  { maxBytes, advice }: ClaimsLimit,
): FieldError[] {
  const bytes = jsonBytes(claims);
  if (bytes === undefined || bytes > maxBytes) {
    const message = `has ${bytes ?? 'too many'} bytes of claims; at most ${maxBytes} are allowed${advice}`;
    return [{ field: 'body', code: 'out_of_range', message }];
  }
  const { contentPath, filterSearchParam, externalId } = claims;
  if ((jsonBytes({ contentPath, filterSearchParam }) ?? 0) > claimsMaxBytes) {
    const message = `must have at most ${claimsMaxBytes} bytes of JSON together with filterSearchParam`;
    return [{ field: 'contentPath', code: 'out_of_range', message }];
  }
  return typeof externalId === 'string' && isIdentityTooLarge({ externalId })
    ? [{ field: 'externalId', code: 'out_of_range', message: externalIdTooLargeMessage }]
    : [];
}

/** A copy of an object without some members. */
const withoutMembers = (members: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
