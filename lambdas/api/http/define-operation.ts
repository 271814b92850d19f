import type * as v from 'valibot';
import type { Clock } from '../../../shared/clock.ts';
import { type Contracts, contracts } from '../../../shared/contract/contracts.ts';
import {
  type EmbedOperationId,
  type Operation,
  type OperationId,
  operation as operationOf,
  type VariablesOf,
} from '../../../shared/contract/operations.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import type { TxtRecords } from '../../../shared/hosts/txt-records.ts';
import type { Log } from '../../../shared/log.ts';
import type { OrganizationWithoutKeys } from '../../../shared/organizations/organization.ts';
import { actorOf, type EmailOf } from './actor.ts';
import { type ApiHandler, apiHandler } from './api-handler.ts';
import { type EnvironmentVariables, requireVariables } from './environment-variables.ts';
import { type ApiEvent, callerOf } from './event.ts';
import { unknownOrganization } from './organization-errors.ts';
import { type ParsedRequest, parseRequest } from './parse-request.ts';
import { readEmbedOrganization } from './read-embed-organization.ts';
import { requireCanonicalPath } from './require-canonical-path.ts';
import { withinBudget } from './within-budget.ts';

/** What a function works with: created once per function in Lambda, and injected by tests. */
export type Dependencies = {
  dynamodb: DynamoDb;
  txtRecords: TxtRecords;
  emailOf: EmailOf;
  clock: Clock;
  log: Log;
  environment: EnvironmentVariables;
};

/** An operation whose handler isn't created yet. */
export type DefinedOperation = {
  operation: Operation;
  /** @throws {TypeError} if a variable that the operation lists isn't set */
  createHandler: (dependencies: Dependencies) => ApiHandler;
};

/** What an execution works with, within the time that its request has. */
export type Context<Id extends OperationId> = {
  dynamodb: DynamoDb;
  txtRecords: TxtRecords;
  log: Log;
  /** The variables that the operation lists in the contract, and no others. */
  environment: VariablesOf<Id>;
};

/** The organization of the path. Embed is on for it, unless the operation also works while it is off. */
type EmbedContext<Id extends OperationId> = Context<Id> & { organization: OrganizationWithoutKeys };

type ResponseBody<Id extends OperationId> = v.InferOutput<Contracts[Id]['response']['body']>;

/** @throws {ApiError} for every response that is not a success */
type Execute<Id extends OperationId, Input> = (
  request: ParsedRequest<Id> & {
    /** Who does it, for the record. */
    actor: string;
  },
  context: Input,
) => Promise<ResponseBody<Id>>;

/** A caller gets a response within three seconds, even if DynamoDB sends none. */
const budgetMs = 2500;

/**
 * Defines an operation that isn't about one organization's Embed. Its contract parses the request; `execute` takes
 * plain values and returns the body of the response.
 */
export function defineOperation<Id extends OperationId>(
  id: Id,
  execute: Execute<Id, Context<Id>>,
): DefinedOperation {
  return define(id, async (event, { clock, emailOf: _, ...context }) => {
    requireCanonicalPath(operationOf(id), event);
    const request = parseRequest(id, event, { clock });
    return await execute(Object.assign(request, { actor: request.callerId }), context);
  });
}

/**
 * Defines an operation below `/organizations/{organizationId}/embed`. The checks come in this order, so that
 * callers get the same first reason everywhere: the path's spelling, Embed on, the body's size, media type and
 * members, the query, the ids, the organization; then what `execute` itself finds.
 */
export function defineEmbedOperation<Id extends EmbedOperationId>(
  id: Id,
  execute: Execute<Id, EmbedContext<Id>>,
): DefinedOperation {
  return define(id, async (event, { clock, emailOf, ...context }) => {
    requireCanonicalPath(operationOf(id), event);
    const organization = await readEmbedOrganization(context.dynamodb, operationOf(id), event);
    const customClaims = organization?.settings.customClaims;
    const request = parseRequest(id, event, { clock, customClaims });
    if (organization === undefined) throw unknownOrganization();
    const actor =
      operationOf(id).recordsActor === true
        ? await actorOf(callerOf(event), { emailOf, log: context.log }, request.requestId)
        : request.callerId;
    return await execute(Object.assign(request, { actor }), { ...context, organization });
  });
}

function define<Id extends OperationId>(
  id: Id,
  handle: (
    event: ApiEvent,
    context: Context<Id> & Pick<Dependencies, 'clock' | 'emailOf'>,
  ) => Promise<unknown>,
): DefinedOperation {
  const { status } = contracts[id].response;
  return {
    operation: operationOf(id),
    createHandler: ({ environment: variables, dynamodb, txtRecords, emailOf, log, clock }) => {
      const environment = requireVariables(id, variables);
      return apiHandler({ id, status, log }, (event) => {
        const budgeted = withinBudget(dynamodb, AbortSignal.timeout(budgetMs));
        return handle(event, { dynamodb: budgeted, txtRecords, emailOf, log, clock, environment });
      });
    },
  };
}
