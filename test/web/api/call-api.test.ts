import { expect, it } from 'vitest';
import { fillPath } from '../../../web/src/api/call-api.ts';

const path = '/organizations/{organizationId}/embed/secrets/{secretId}';

it('encodes path parameters', () => {
  expect(fillPath(path, { organizationId: 'acme', secretId: '../x' })).toBe(
    '/organizations/acme/embed/secrets/..%2Fx',
  );
});

it('throws on a missing path parameter', () => {
  expect(() => fillPath(path, { organizationId: 'acme' })).toThrow(TypeError);
});
