import middy from '@middy/core';
import * as v from 'valibot';
import type { Clock } from '../../../shared/clock.ts';
import { ApiError } from '../../../shared/contract/errors.ts';
import { type OperationId, operation as operationOf } from '../../../shared/contract/operations.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import type { Log } from '../../../shared/log.ts';
import type { OrganizationWithoutKeys } from '../../../shared/organizations/organization.ts';
import { isOrganizationId } from '../../../shared/organizations/organization-id.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { answers } from './answers.ts';
import { type BodySchema, parseBody, parseQueryParameters } from './body.ts';
import { type ApiEvent, type ApiResult, callerOf } from './event.ts';
import { canonicalPathParameters, type PathParameters, requireForms } from './path.ts';
import { withinBudget } from './within-budget.ts';

/** What operations work with; made once per function, and handed in by tests. */
export type Dependencies = {
  dynamodb: DynamoDb;
  clock: Clock;
  log: Log;
  /**
   * Organizations are one label below it: `embed.example.com`; with its port where viewers need one. Only for
   * the operations that name it in `environment` (shared/contract/operations.ts).
   */
  embedDomain: () => string;
};

/** A request that passed every check that does not need the operation. */
type Input<Body, Query> = PathParameters & {
  body: Body;
  /** The parameters of the query string. */
  query: Query;
  /** Who calls, for the record. */
  actor: string;
  /** Epoch milliseconds. */
  now: number;
  requestId: string;
};

/** @param organization the one of the path: Embed is on for it. `undefined` for the operator's operations */
type Run<Body, Query> = (
  input: Input<Body, Query>,
  dependencies: Dependencies,
  organization: OrganizationWithoutKeys,
) => Promise<Answer>;

export type Answer = { status: number; body?: object };

export type ApiHandler = (event: ApiEvent, context: unknown) => Promise<ApiResult>;

/** The caller has an answer within three seconds, also when DynamoDB gives none. */
const budgetMs = 2500;

const noMembers = v.strictObject({});
const anyParameters = v.object({});

/**
 * Makes an operation's Lambda handler. The checks come in this order, so that a caller learns the same first
 * reason everywhere: the path's spelling, Embed on, body size, media type, body, ids, organization; then what
 * the operation itself finds.
 *
 * @param definition.body the body's schema; without one, a body has no members
 * @param definition.query the schema of the query's parameters; without one, the query says nothing
 * @param definition.run throws an {@link ApiError} for every answer that is not a success
 */
export function apiHandler<Body = object, Query = object>(
  {
    id,
    body,
    query,
    run,
  }: { id: OperationId; body?: BodySchema<Body>; query?: BodySchema<Query>; run: Run<Body, Query> },
  dependencies: Dependencies,
): ApiHandler {
  const { path } = operationOf(id);
  const needsEmbed = path.includes('/embed/');
  const bodySchema = body ?? (noMembers as unknown as BodySchema<Body>);
  const querySchema = query ?? (anyParameters as unknown as BodySchema<Query>);

  const handle = async (event: ApiEvent): Promise<Answer> => {
    const parameters = canonicalPathParameters(path, event);
    const dynamodb = withinBudget(dependencies.dynamodb, AbortSignal.timeout(budgetMs));
    const organization =
      needsEmbed && isOrganizationId(parameters.organizationId)
        ? await readOrganizationWithoutKeys(dynamodb, parameters.organizationId)
        : undefined;
    if (organization?.embedEnabled === false && id !== 'delete-secret') throw embedDisabled();
    const input: Input<Body, Query> = {
      ...parameters,
      body: parseBody(event, bodySchema),
      query: parseQueryParameters(event, querySchema),
      actor: callerOf(event),
      now: dependencies.clock(),
      requestId: event.requestContext.requestId,
    };
    requireForms(path, parameters);
    if (needsEmbed && organization === undefined) throw unknownOrganization();
    return await run(input, { ...dependencies, dynamodb }, organization as OrganizationWithoutKeys);
  };

  return middy(handle as never).use(answers(id, dependencies.log)) as unknown as ApiHandler;
}

export const embedDisabled = (): ApiError =>
  new ApiError('embed_disabled', 'The Embed feature is off for this organization.');

export const unknownOrganization = (): ApiError =>
  new ApiError('not_found', 'There is no such organization.');
