import { expect, it } from 'vitest';
import { hrefOf, parseRoute } from '../../../web/src/app/route.ts';

it.each([
  ['', undefined, 'secrets'],
  ['#/acme/try-it', 'acme', 'try-it'],
  ['#/acme', 'acme', 'secrets'],
  ['#/acme/nowhere', 'acme', 'secrets'],
  ['#/acme/secrets/not-an-id', 'acme', 'secrets'],
  ['#/..%2Fglobex/secrets', undefined, 'secrets'],
])('parses %j', (hash, organizationId, view) => {
  expect(parseRoute(hash)).toEqual({ organizationId, view, secretId: undefined });
});

it('parses the page of a secret', () => {
  const secretId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const route = { organizationId: 'acme', view: 'secrets', secretId } as const;
  expect(parseRoute(`#/acme/secrets/${secretId}`)).toEqual(route);
  expect(parseRoute(hrefOf('acme', 'secrets', secretId))).toEqual(route);
});
