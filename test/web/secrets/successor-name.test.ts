import { expect, it } from 'vitest';
import { successorName } from '../../../web/src/secrets/successor-name.ts';

it.each([
  ['Production', 'Production 2'],
  ['Production 2', 'Production 3'],
  ['Key 99', 'Key 100'],
  ['2', '2 2'],
  ['Production 20261124', 'Production 20261124 2'],
  ['x'.repeat(100), `${'x'.repeat(98)} 2`],
])('suggests a name after %s', (name, successor) => {
  expect(successorName(name)).toBe(successor);
});
