import * as v from 'valibot';
import { expect, it } from 'vitest';
import { validateIds } from '../../../../lambdas/api/http/validate-ids.ts';
import { apiEvent } from '../../../support/api.ts';

it.each([
  ['absent', {}],
  ['null, as an emulator of API Gateway sends them', { pathParameters: null }],
])('accepts a route without parameters whose parameters are %s', (_, parameters) => {
  const { pathParameters: _sent, ...event } = apiEvent('rotate-environment-keys');
  expect(validateIds(v.strictObject({}), { ...event, ...parameters })).toEqual({});
});
