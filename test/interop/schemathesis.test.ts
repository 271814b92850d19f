import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startLocalRun } from '../../local/run.ts';
import { operations } from '../../shared/contract/operations.ts';

const folder = fileURLToPath(new URL('schemathesis/', import.meta.url));
const documentFile = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const hasSchemathesis = spawnSync('schemathesis', ['--version']).status === 0;

/** Tests a local run against an OpenAPI document. Returns the report, and the statuses of each operation. */
async function test(document: string, ...options: string[]) {
  const run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  onTestFinished(() => run.close());
  const directory = await mkdtemp(join(tmpdir(), 'schemathesis-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const { api, edge } = run.ports;
  const statuses = join(directory, 'statuses');
  await writeFile(join(directory, 'openapi.json'), document);
  const report = await execute(
    [
      ...['--config-file', join(folder, 'schemathesis.toml'), 'run', join(directory, 'openapi.json')],
      ...['--url', `http://127.0.0.1:${api}`, '--phases', 'examples,coverage,fuzzing', '--seed', '1'],
      ...['--max-examples', '5', '--generation-database', 'none', '--no-color', ...options],
    ],
    directory,
    {
      PATH: process.env.PATH ?? '',
      API_URL: `http://127.0.0.1:${api}`,
      EDGE_URL: `http://127.0.0.1:${edge}`,
      EMBED_HOST: `acme.embed.localhost:${edge}`,
      STATUSES: statuses,
      SCHEMATHESIS_HOOKS: 'hooks',
      PYTHONPATH: folder,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  );
  const lines = (await readFile(statuses, 'utf8')).trim().split('\n');
  const responses = lines.map((line): [string, number] => JSON.parse(line));
  return { ...report, responses };
}

function execute(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  const { promise, resolve } = Promise.withResolvers<{ failed: boolean; output: string }>();
  execFile('schemathesis', args, { cwd, env, maxBuffer: 1e8 }, (error, stdout) =>
    resolve({ failed: error !== null, output: stdout }),
  );
  return promise;
}

it.skipIf(!hasSchemathesis)(
  'the API accepts what its OpenAPI document allows, refuses the rest, and returns what it says',
  async () => {
    const { failed, output, responses } = await test(await readFile(documentFile, 'utf8'));
    expect(failed ? output : '').toBe('');
    expect(responses.filter(([, status]) => status >= 500)).toEqual([]);
    const succeeded = new Set(responses.filter(([, status]) => status < 300).map(([id]) => id));
    expect([...succeeded].sort()).toEqual(operations.map(({ id }) => id).sort());
  },
  300_000,
);

it.skipIf(!hasSchemathesis).each([
  ['allows more than the API', '"maximum": 1440', '"maximum": 2000', 'Schema-valid request rejected'],
  ['allows less than the API', '"maximum": 1440', '"maximum": 60', 'Schema-violating request accepted'],
  ['has another response', '"maskedKey": {', '"maskedKey": { "const": "x",', 'Response violates schema'],
])(
  'a document that %s is found out',
  async (_, before, after, finding) => {
    const document = (await readFile(documentFile, 'utf8')).replaceAll(before, after);
    const { failed, output } = await test(document, '--include-operation-id', 'disable-secret');
    expect(failed).toBe(true);
    expect(output).toContain(finding);
  },
  120_000,
);
