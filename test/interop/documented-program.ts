import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';
import { edgeOrganization, targetOf } from '../support/edge-organization.ts';
import { useEdgeDatabase } from '../support/use-database.ts';

/** The pages of docs/integrate, and the programs beside them. */
export const documentation = fileURLToPath(new URL('../../docs/integrate/', import.meta.url));

/** A viewer whose claims the programs sign. */
export const claims = {
  contentPath: '/dashboards/sales',
  externalId: 'user+1@example.com',
  name: 'Zoë & Söhne 🦊 + 100%',
  groups: ['a', 'b'],
  uiSettings: {},
  userAttributes: { country: ['FR', 2.5] },
};

type Run = { input?: string; cwd?: string; env?: Record<string, string> };

/** What runs the documentation's programs in a folder of its own, and opens the URLs that they sign. */
export function useDocumentedPrograms() {
  const folder = mkdtempSync(join(tmpdir(), 'embed-documentation-'));
  const now = Date.now() - 1000;
  const database = useEdgeDatabase(now);
  const acme = {} as Awaited<ReturnType<typeof edgeOrganization>>;
  beforeAll(async () => {
    Object.assign(acme, await edgeOrganization(database, { now }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (
    [command = '', ...args]: readonly string[],
    { input = '', cwd = folder, env = {} }: Run = {},
  ) =>
    spawnSync(command, args, {
      input,
      cwd,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: 240_000,
    });
  /** The same while this process continues to serve requests. */
  const runAsync = async ([command = '', ...args]: readonly string[], env: Record<string, string>) =>
    await promisify(execFile)(command, args, { cwd: folder, env: { ...process.env, ...env } }).then(
      ({ stdout }) => ({ ok: true, stdout }),
      () => ({ ok: false, stdout: '' }),
    );

  /** Signs a URL for {@link claims} with a program, and opens it. */
  const open = async (command: readonly string[]) => {
    const env = { EMBED_SECRET_KEY: acme.secret.secretKey };
    const { stdout, stderr } = run([...command, acme.host], { input: JSON.stringify(claims), env });
    if (stderr !== '') throw new Error(stderr);
    acme.edge.now = Date.now();
    return await acme.view(targetOf(stdout.trim()));
  };
  return { folder, acme, run, runAsync, open };
}

/** The code block of a page below a heading. */
export function codeBelow(page: string, heading: string): string {
  const [, below = ''] = readFileSync(join(documentation, page), 'utf8').split(`\n### ${heading}\n`);
  const [, code] = /```\w+\n(.*?)```/s.exec(below) ?? [];
  if (code === undefined) throw new Error(`${page} has no code below ${heading}`);
  return code;
}
