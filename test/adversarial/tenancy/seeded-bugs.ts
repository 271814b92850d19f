import type { ApiHandler } from '../../../lambdas/api/http/api-handler.ts';
import type { mayInvoke } from '../../../local/principals.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { DynamoDb, Item } from '../../../shared/dynamodb.ts';
import { invokableResources } from '../../../shared/policies.ts';

/** Ignores the principal's organization. */
export const mayInvokeAnywhere: typeof mayInvoke = ({ permission }, method, path) =>
  invokableResources(permission).some((resource) => {
    const pattern = resource.replace(/\$\{[^}]*\}/g, '*').replaceAll('*', '.*');
    return new RegExp(`^${pattern}$`).test(`${method}${path}`);
  });

/** Normalizes the path before the handler checks it. */
export function servingAnySpelling(handle: ApiHandler): ApiHandler {
  return (event, context) => {
    const { organizationId = '', secretId = '' } = event.pathParameters ?? {};
    const routes = operations.map(({ path }) =>
      path.replace('{organizationId}', organizationId).replace('{secretId}', secretId),
    );
    const results = routes.map((rawPath) => handle({ ...event, rawPath }, context));
    return Promise.any(
      results.map(async (result) =>
        (await result).statusCode < 300 ? result : Promise.reject(new Error('refused')),
      ),
    ).catch(() => handle(event, context));
  };
}

/** Returns the organization of the first custom host that was read for every custom host. */
export function mixingUpHosts(): (dynamodb: DynamoDb) => DynamoDb {
  let first: Item | undefined;
  return (dynamodb) => async (request, budget) => {
    const answer = await dynamodb(request, budget);
    if (request.operation !== 'GetItem' || answer.Item?.sortKey !== 'HOST') return answer;
    first ??= answer.Item;
    return { Item: { ...first, ...request.input.Key } };
  };
}

/** Returns the first organization that was read for every organization. */
export function mixingUpOrganizations(): (dynamodb: DynamoDb) => DynamoDb {
  let first: Item | undefined;
  return (dynamodb) => async (request, budget) => {
    const response = await dynamodb(request, budget);
    if (
      request.operation !== 'GetItem' ||
      response.Item?.keys === undefined ||
      response.Item.sortKey !== 'ORG'
    )
      return response;
    first ??= response.Item;
    return { Item: { ...first, ...request.input.Key } };
  };
}
