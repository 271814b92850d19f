import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { signRedeemUrl } from '../../shared/embed-url/sign-redeem-url.ts';
import { acmeServer, application, callApi, cookieOf, view } from '../support/local.ts';
import { createAcmeSecret, acmeHost as host, useLocalRun } from '../support/use-local-run.ts';

/** The programs of docs/integrate/large-claims.md, on the local run. */
const ports = useLocalRun();
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/integrate/large-claims.md'), 'utf8');
const codeBelow = (heading: string): string =>
  /```\w+\n(.*?)```/s.exec(page.split(`\n### ${heading}\n`)[1] ?? '')?.[1] ?? '';

/** What the origin gets: the identity of a session with 60,000 bytes of claims, as JSON. */
async function identity(): Promise<{ text: string; groups: string[] }> {
  const { secretKey } = await createAcmeSecret(ports);
  const groups = ['é\u0007', 'g'.repeat(60_000)];
  const body = { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada', groups };
  const created = await callApi(ports, acmeServer, 'POST', '/organizations/acme/embed/sessions', { body });
  const { sessionId } = created.body;
  const redeemUrl = signRedeemUrl({ secretKey, host: `${host}:${ports.edge}`, sessionId, theme: 'dawn' });
  const { pathname, search } = new URL(redeemUrl);
  const cookie = cookieOf(await view(ports, host, pathname + search));
  const { body: html } = await view(ports, host, '/dashboards/1', { cookie });
  const sha256 = /"sha256": "([0-9a-f]{64})"/.exec(html)?.[1];
  const reference = { sha256, overrides: { theme: 'dawn' } };
  return { text: JSON.stringify({ org: 'acme', sid: sessionId, claims_ref: reference }), groups };
}

async function run(folder: string, command: string, args: readonly string[]) {
  const env = {
    PATH: process.env.PATH ?? '',
    EMBED_API_URL: `http://127.0.0.1:${ports.api}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: application.accessKeyId,
    AWS_SECRET_ACCESS_KEY: application.secretAccessKey,
  };
  const { stdout } = await promisify(execFile)(command, args, { cwd: folder, env, maxBuffer: 1024 * 1024 });
  return JSON.parse(stdout);
}

it('large-claims.md: Node', async () => {
  // Beside this repository's aws4fetch.
  const folder = mkdtempSync(join(root, 'node_modules', '.large-claims-'));
  try {
    const { text, groups } = await identity();
    const print = `console.log(JSON.stringify(await claimsOf(JSON.parse(process.argv[2]))));`;
    writeFileSync(join(folder, 'claims.mjs'), `${codeBelow('Node')}\n${print}`);
    const claims = await run(folder, process.execPath, ['claims.mjs', text]);
    expect(claims).toMatchObject({ externalId: 'user-1', groups, theme: 'dawn' });
    const forged = text.replace(/"sha256":"./, '"sha256":"x');
    await expect(run(folder, process.execPath, ['claims.mjs', forged])).rejects.toThrow('other claims');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('large-claims.md: Python', async (context) => {
  if (spawnSync('python3', ['-c', 'import botocore']).status !== 0) context.skip('needs botocore');
  const folder = mkdtempSync(join(tmpdir(), 'embed-large-claims-'));
  try {
    const { text, groups } = await identity();
    const print = 'import sys\nprint(json.dumps(claims_of(json.loads(sys.argv[1]))))';
    writeFileSync(join(folder, 'claims.py'), `${codeBelow('Python')}\n${print}`);
    const claims = await run(folder, 'python3', ['claims.py', text]);
    expect(claims).toMatchObject({ externalId: 'user-1', groups, theme: 'dawn' });
    const forged = text.replace(/"sha256":"./, '"sha256":"x');
    await expect(run(folder, 'python3', ['claims.py', forged])).rejects.toThrow('other claims');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
