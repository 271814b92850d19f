import { describe, expect, it } from 'vitest';
import { claimSchemas } from '../../../shared/contract/claim-schemas.ts';
import { viewerClaimFaults } from '../../../shared/embed-url/claim-rules.ts';

const viewer = { contentPath: '/', externalId: 'ada', name: 'Ada' };
const values: Readonly<Record<string, unknown>> = {
  string: 'VIEWER',
  number: 1,
  boolean: true,
  null: null,
  array: ['a'],
  object: {},
};

describe.each(Object.entries(claimSchemas))('%s', (name, { type }) => {
  it(`accepts no other type than ${type}`, () => {
    for (const [other, value] of Object.entries(values)) {
      const faults = viewerClaimFaults({ ...viewer, [name]: value });
      if (other !== type) expect(faults).toEqual([{ field: name, problem: 'invalid' }]);
    }
  });
});
