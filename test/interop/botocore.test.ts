import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startLocalRun } from '../../local/run.ts';

const script = fileURLToPath(new URL('manage_secrets.py', import.meta.url));
const hasBotocore = spawnSync('python3', ['-c', 'import botocore']).status === 0;

it.skipIf(!hasBotocore)(
  'botocore creates, opens and deletes as the AWS SDKs of other languages would',
  async () => {
    const path = process.env.PATH ?? '';
    const run = await startLocalRun({ api: 0, edge: 0, web: 0 });
    try {
      const env = { PATH: path, API_PORT: `${run.ports.api}`, EDGE_PORT: `${run.ports.edge}` };
      const { stdout } = await promisify(execFile)('python3', [script], { env });
      expect(JSON.parse(stdout)).toEqual({
        created: 201,
        listed: 200,
        queried: 400,
        foreign: 403,
        opened: 302,
        viewed: 200,
        named: true,
        deleted: 200,
        name: 'Python é 🦊',
        after: 403,
        unopened: 403,
      });
    } finally {
      await run.close();
    }
  },
);
