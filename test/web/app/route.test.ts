import { expect, it } from 'vitest';
import { parseRoute } from '../../../web/src/app/route.ts';

it.each([
  ['', undefined, 'secrets'],
  ['#/acme/try-it', 'acme', 'try-it'],
  ['#/acme', 'acme', 'secrets'],
  ['#/acme/nowhere', 'acme', 'secrets'],
  ['#/..%2Fglobex/secrets', undefined, 'secrets'],
])('parses %j', (hash, organizationId, view) => {
  expect(parseRoute(hash)).toEqual({ organizationId, view });
});
