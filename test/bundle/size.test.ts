import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import { operations } from '../../shared/contract/operations.ts';
import { deployedFunctions } from './support/assets.ts';

const kilobyte = 1024;

test.each(operations.map(({ id }) => id))(
  '%s is one file of at most 360 KB, without its source map',
  (id) => {
    const folder = deployedFunctions('production').api[id].folder;
    expect(readdirSync(folder)).toEqual(['index.js']);
    expect(statSync(join(folder, 'index.js')).size).toBeLessThanOrEqual(360 * kilobyte);
  },
);

test.each(environmentNames)(
  'the edge of %s is one file of at most 48,000 bytes, without the AWS SDK, and its configuration',
  (name) => {
    const folder = deployedFunctions(name).edge.folder;
    expect(readdirSync(folder).sort()).toEqual(['config.json', 'index.js']);
    expect(statSync(join(folder, 'index.js')).size).toBeLessThanOrEqual(48_000);
    expect(readFileSync(join(folder, 'index.js'), 'utf8')).not.toMatch(/aws-sdk|@smithy|sourceMappingURL/);
  },
);
