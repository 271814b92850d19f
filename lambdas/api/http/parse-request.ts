import type * as v from 'valibot';
import type { Clock } from '../../../shared/clock.ts';
import { optionsOf } from '../../../shared/contract/claims-body.ts';
import { type Contracts, contracts } from '../../../shared/contract/contracts.ts';
import { type OperationId, operation } from '../../../shared/contract/operations.ts';
import { unknownClaimErrors } from '../../../shared/contract/unknown-claims.ts';
import { type ApiEvent, callerOf } from './event.ts';
import { type IdempotencyKey, parseIdempotencyKey } from './idempotency-key.ts';
import { parseBody } from './parse-body.ts';
import { invalidFields, type Parsed, parseMembers } from './parse-members.ts';
import { validateIds } from './validate-ids.ts';

/** A request as its operation's contract parses it, with the path's IDs as members. */
export type ParsedRequest<Id extends OperationId> = v.InferOutput<Contracts[Id]['parameters']> & {
  body: v.InferOutput<Contracts[Id]['body']>;
  /** The parameters of the query string. */
  query: v.InferOutput<Contracts[Id]['query']>;
  /** Only for an operation that takes one. */
  idempotencyKey: IdempotencyKey | undefined;
  /** Identifies who calls, the same in every request of theirs. */
  callerId: string;
  /** Epoch milliseconds. */
  now: number;
  requestId: string;
};

/**
 * Reads a request. A 400 names every field that is wrong, in the body, the query string and the headers.
 *
 * @param options.customClaims the names of the organization's own claims
 * @throws {ApiError} 413, 415, 400, 404: the first that applies, in this order
 */
export function parseRequest<Id extends OperationId>(
  id: Id,
  event: ApiEvent,
  { clock, customClaims = [] }: { clock: Clock; customClaims?: readonly string[] | undefined },
): ParsedRequest<Id> {
  const contract: Contracts[Id] = contracts[id];
  const own = optionsOf(contract.body);
  const body = parseBody<Contracts[Id]['body']>(contract.body, event, {
    maxBytes: operation(id).bodyMaxBytes,
    check: (value) => (own === undefined ? [] : unknownClaimErrors(value, { own, customClaims })),
  });
  const query = parseMembers<Contracts[Id]['query']>(
    contract.query,
    event.queryStringParameters ?? {},
    'is not a query parameter of this operation',
  );
  const idempotencyKey = operation(id).idempotent === true ? parseIdempotencyKey(event) : noKey;
  if (!body.ok || !query.ok || !idempotencyKey.ok) {
    throw invalidFields([body, query, idempotencyKey].flatMap((part) => (part.ok ? [] : part.errors)));
  }
  return {
    ...validateIds<Contracts[Id]['parameters']>(contract.parameters, event),
    body: body.value,
    query: query.value,
    idempotencyKey: idempotencyKey.value,
    callerId: callerOf(event).id,
    now: clock(),
    requestId: event.requestContext.requestId,
  };
}

const noKey: Parsed<undefined> = { ok: true, value: undefined };
