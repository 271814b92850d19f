import { expect, it } from 'vitest';
import { toLimits, toLimitsFields } from '../../../web/src/secrets/limits-fields.ts';

it('reads limits as they were written', () => {
  const limits = { paths: ['/a', '/b'], hosts: ['analytics.acme.example'], maxExpiresInSeconds: 300 };
  expect(toLimits(toLimitsFields(limits))).toEqual(limits);
  expect(toLimits(toLimitsFields())).toEqual({});
});

it('leaves out blank lines and white space', () => {
  expect(toLimits({ paths: ' /a \n\n  \n/b', hosts: ' \n', seconds: ' ' })).toEqual({ paths: ['/a', '/b'] });
});

it('sends what isn’t a number as none, for the API to refuse', () => {
  expect(JSON.stringify(toLimits({ paths: '', hosts: '', seconds: 'soon' }))).toBe(
    '{"maxExpiresInSeconds":null}',
  );
});
