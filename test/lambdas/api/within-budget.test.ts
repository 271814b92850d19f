import { expect, it } from 'vitest';
import { withinBudget } from '../../../lambdas/api/http/within-budget.ts';
import { type DynamoDbResponse, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { environmentRequest } from '../../../shared/environment/read-environment-keys.ts';

const request = { operation: 'GetItem', input: environmentRequest } as const;

it('returns a response that comes in time', async () => {
  const response = { Item: {} };
  const dynamodb = withinBudget(async () => response, new AbortController().signal);
  expect(await dynamodb(request)).toBe(response);
});

it('fails without a response once the time is over, and passes the limit on', async () => {
  const budget = new AbortController();
  const handedOn: unknown[] = [];
  const silent = Promise.withResolvers<DynamoDbResponse>();
  const dynamodb = withinBudget((_, signal) => {
    handedOn.push(signal);
    return silent.promise;
  }, budget.signal);
  const asked = dynamodb(request);
  budget.abort();
  await expect(asked).rejects.toThrow(TableUnavailableError);
  expect(handedOn).toEqual([budget.signal]);
});

it('sends nothing once the time is over', async () => {
  let sent = 0;
  const dynamodb = withinBudget(async () => {
    sent++;
    return {};
  }, AbortSignal.abort());
  await expect(dynamodb(request)).rejects.toThrow(TableUnavailableError);
  expect(sent).toBe(0);
});
