import { expect, it } from 'vitest';
import type { ApiHandler } from '../../../lambdas/api/http/api-handler.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { DynamoDb, Item } from '../../../shared/dynamodb.ts';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { checkTenancy, mayInvokeAnywhere, type TenancyBug } from './tenancy.ts';

it('no principal, path or host leads from one organization to another', async () => {
  const report = makeReport();
  await checkTenancy(report, { requests: atScale(5000) });
  report.print('tenancy');
  expect(report.findings()).toEqual([]);
  for (const what of ['let through by IAM', 'of them served', 'of them accepted']) {
    expect(report.count(what)).toBeGreaterThan(0);
  }
});

it.each<[string, TenancyBug]>([
  ['lets a principal into any organization', { mayInvoke: mayInvokeAnywhere }],
  ['serves a path in any spelling', { handler: servingAnySpelling }],
  ['takes one organization for all', { edge: mixingUpOrganizations() }],
])('code that %s would be found', async (_, bug) => {
  const report = makeReport();
  await checkTenancy(report, { requests: 2000, bug });
  expect(report.findings()).toContainEqual(expect.stringMatching(/another organization/));
});

/** Puts the path in its canonical form before the handler sees it. */
function servingAnySpelling(handle: ApiHandler): ApiHandler {
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

/** Gives the item of the first organization that was asked for, as that of any. */
function mixingUpOrganizations(): (dynamodb: DynamoDb) => DynamoDb {
  let first: Item | undefined;
  return (dynamodb) => async (request, budget) => {
    const answer = await dynamodb(request, budget);
    if (request.operation !== 'GetItem' || answer.Item?.keys === undefined || answer.Item.sortKey !== 'ORG')
      return answer;
    first ??= answer.Item;
    return { Item: { ...first, ...request.input.Key } };
  };
}
