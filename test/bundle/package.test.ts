import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseLoginQuery, verifyLoginUrl } from '../../shared/embed-url/verify-login-url.ts';

let project: string;
beforeAll(() => {
  execFileSync('npm', ['run', '--silent', 'build:package']);
  project = mkdtempSync(join(tmpdir(), 'embed-secrets-'));
  for (const file of ['package.json', 'dist']) {
    cpSync(`package/${file}`, join(project, 'node_modules/embed-secrets', file), { recursive: true });
  }
  writeFileSync(join(project, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(project, { recursive: true }));

test('the package signs URLs that open, in a project that has nothing else', () => {
  const claims = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };
  const options = { secretKey: 'a key', host: 'acme.embed.example.com', claims };
  const script = `import { signLoginUrl } from 'embed-secrets';
    console.log(signLoginUrl({ ...${JSON.stringify(options)} }));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: project });
  const parsed = parseLoginQuery(new URL(printed.toString()).search.slice(1));
  const verdict =
    parsed.ok &&
    verifyLoginUrl(parsed.parameters, {
      loginUrl: 'https://acme.embed.example.com/embed/login',
      keys: { s1: 'a key' },
      now: Math.floor(Date.now() / 1000),
    });
  expect(verdict).toMatchObject({ ok: true, claims });
});

test('its types say what is missing', () => {
  const typesOf = (code: string): string => {
    writeFileSync(join(project, 'consumer.ts'), code);
    const tsc = join(process.cwd(), 'node_modules/.bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', 'consumer.ts'];
    try {
      return execFileSync(tsc, options, { cwd: project, stdio: 'pipe' }).toString();
    } catch (error) {
      return String((error as { stdout: Buffer }).stdout);
    }
  };
  const call = (claims: string) =>
    `import { signLoginUrl } from 'embed-secrets';
     export const url: string = signLoginUrl({ secretKey: 'k', host: 'h.example', claims: ${claims} });`;
  expect(typesOf(call(`{ contentPath: '/', externalId: '1', name: 'Ada', groups: ['a'] }`))).toBe('');
  expect(typesOf(call(`{ contentPath: '/', externalId: '1' }`))).toContain("Property 'name' is missing");
});

test('it has the version and the licence of the repository, and no dependencies', () => {
  const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { version, license } = manifest('.');
  expect(manifest('package')).toMatchObject({ version, license });
  expect(manifest('package')).not.toHaveProperty('dependencies');
  expect(readFileSync('package/LICENSE')).toEqual(readFileSync('LICENSE'));
});
