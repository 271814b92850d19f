import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { exitCodes } from '../../cli/exit-codes.ts';
import { acmeAdmin, acmeServer, operator } from '../support/local.ts';
import { useLocalRun } from '../support/use-local-run.ts';
import { codeBlocks, root } from './code-blocks.ts';

const folder = mkdtempSync(join(tmpdir(), 'embed-docs-'));
const ports = useLocalRun();
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Runs commands against the local run as their readers do against a deployed environment: with AWS credentials, here of an
 * admin or of the operator.
 */
async function execute(code: string, credentials = acmeAdmin): Promise<string> {
  const commands = `embed-secrets() { node '${root}cli/embed.ts' "$@"; }
    npm() { shift 4; embed-secrets "$@"; }
    ${code}`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-e', '-o', 'pipefail', '-c', commands], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      EMBED_CONFIG_FILE: join(folder, 'config.json'),
      EMBED_API_URL: `http://127.0.0.1:${ports.api}`,
      EMBED_API_PORT: `${ports.api}`,
      EMBED_ORGANIZATION: 'acme',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  });
  return stdout;
}

const shell = (page: string): string[] =>
  codeBlocks(page).flatMap(({ language, code }) => (language === 'sh' ? [code] : []));

it('docs/cli.md has commands that work, one after the other', async () => {
  for (const block of shell('docs/cli.md')) {
    const output = await execute(block);
    if (!block.startsWith('source ')) expect(output, block).not.toBe('');
    expect(output, block).not.toContain("doesn't open");
  }
}, 60_000);

it('docs/rotation.md has commands that work, one after the other', async () => {
  await execute('embed-secrets secrets create --name Production');
  for (const block of shell('docs/rotation.md')) expect(await execute(block), block).toContain('Name ');
}, 60_000);

it.for(['sh', 'python'])(
  'docs/integrate/local-run.md has a recipe that opens a URL: %s',
  { timeout: 60_000 },
  async (language, { skip }) => {
    const [recipe = '', python = ''] = codeBlocks('docs/integrate/local-run.md')
      .slice(1)
      .map(({ code }) => code.replaceAll(':4200', `:${ports.edge}`));
    if (language === 'sh') return expect(await execute(recipe)).toContain('"sub": "ada"');
    if (spawnSync('python3', ['--version']).status !== 0) skip('needs python3');
    const generate = 'embed-secrets generate --content-path /d --external-id e --name Ada';
    expect(await execute(`python3 -c '${python}' "$(${generate})"`)).toBe('200\n');
  },
);

it('README.md has commands and code that work', { timeout: 60_000 }, async () => {
  const commands = shell('README.md').filter((block) => block.includes(' embed -- '));
  for (const block of commands) expect(await execute(block), block).toContain('Partner Integration');
  const example = codeBlocks('README.md').find(
    ({ language, code }) => language === 'ts' && code.includes('import '),
  );
  const code = example?.code.replace('@embed-secrets/signer', `${root}packages/signer/src/index.ts`);
  const script = `export EMBED_SECRET_KEY=$(embed-secrets secrets reveal 'Partner Integration' --key-stdout)
    node --input-type=module-typescript -e '${code?.replaceAll("'", '"')}
    process.stdout.write(url)'`;
  expect(await execute(script)).toMatch(/^https:\/\/acme\.embed\.example\.com\/embed\/login\?payload=/);
});

it('docs/integrate/credentials.md calls the API with curl', async () => {
  const [block = ''] = shell('docs/integrate/credentials.md');
  const output = await execute(block.replace('eu-central-1', 'us-east-1'), acmeServer);
  expect(JSON.parse(output)).toHaveProperty('sessionId');
});

it('docs/personal-data.md erases a viewer and deletes an organization', { timeout: 60_000 }, async () => {
  await execute('embed-secrets sessions create --content-path /d --external-id user-1 --name Ada');
  const [erase = '', remove = ''] = shell('docs/personal-data.md');
  expect(await execute(erase)).toMatch(/^Erased the stored items of user-1: [1-9]\d*\.\n$/);
  expect(await execute(remove, operator)).toContain('Deleted globex');
});

it("docs/operations.md has operators' commands that work", { timeout: 60_000 }, async () => {
  const blocks = shell('docs/operations.md').filter((block) => block.startsWith('npm run -s embed -- '));
  expect(blocks.length).toBeGreaterThan(2);
  for (const block of blocks) expect(await execute(block, operator), block).not.toBe('');
});

it('docs/cli.md lists every exit code', () => {
  const page = readFileSync(join(root, 'docs/cli.md'), 'utf8');
  const listed = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(listed).toEqual(Object.values(exitCodes));
});
