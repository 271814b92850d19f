import { expect, it } from 'vitest';
import { operations } from '../../../shared/contract/operations.ts';
import { routes } from '../../../web/src/api/embed-api.ts';

const known = new Map(
  operations.map(({ id, method, path }) => [
    id as string,
    { method: method as string, path: path as string },
  ]),
);

it.each(Object.entries(routes))('calls %s where the API has it', (id, [method, path]) => {
  expect({ method, path: `/organizations/{organizationId}/embed${path}` }).toEqual(known.get(id));
});
