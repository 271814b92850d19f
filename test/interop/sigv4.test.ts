import { execFile, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { AwsClient } from 'aws4fetch';
import { afterAll, describe, expect, it } from 'vitest';
import { acmeAdmin, cookieOf, globexAdmin, send, signTarget, view } from '../support/local.ts';
import { useLocalRun } from '../support/use-local-run.ts';

type Credentials = typeof acmeAdmin;
type ApiCall = (
  method: string,
  path: string,
  body?: string,
  credentials?: Credentials,
) => Promise<{ status: number; body: string }>;

const sources = fileURLToPath(new URL('sigv4/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'embed-sigv4-'));
const secrets = '/organizations/acme/embed/secrets';
const host = 'acme.embed.localhost';

const ports = useLocalRun();
afterAll(() => rmSync(folder, { recursive: true }));

const urlOf = (path: string) => `http://127.0.0.1:${ports.api}${path}`;

/** Creates a secret, opens a URL with it and deletes it, all requests to the API signed by one client. */
async function loops(call: ApiCall): Promise<void> {
  const created = await call('POST', secrets, '{"name":"Ada & Söhne 🦊"}');
  expect(created.status).toBe(201);
  const { id, secretKey } = JSON.parse(created.body);
  expect((await call('GET', `${secrets}/${id}`)).status).toBe(200);
  expect((await call('GET', `${secrets}/${id}`, '', globexAdmin)).status).toBe(403);
  // The signature covers the query. In the order of the names: curl before 8 signs parameters as they come.
  const sessions = await call('GET', `/organizations/acme/embed/sessions?secretId=${id}&state=active`);
  expect(JSON.parse(sessions.body)).toEqual({ records: [] });

  const login = await view(ports, host, signTarget(ports, host, secretKey));
  expect(login.status).toBe(302);
  const cookie = cookieOf(login);
  expect((await view(ports, host, '/dashboards/1', { cookie })).status).toBe(200);
  expect((await call('DELETE', `${secrets}/${id}`)).status).toBe(200);
  expect((await view(ports, host, '/dashboards/1', { cookie })).status).toBe(403);
}

it('aws4fetch', async () => {
  await loops(async (method, path, body = '', credentials = acmeAdmin) => {
    const client = new AwsClient({ ...credentials, region: 'us-east-1', service: 'execute-api', retries: 0 });
    const content = body === '' ? {} : { body, headers: { 'content-type': 'application/json' } };
    const response = await client.fetch(urlOf(path), { method, ...content });
    return { status: response.status, body: await response.text() };
  });
});

it('curl --aws-sigv4', async ({ skip }) => {
  if (!/--aws-sigv4/.test(spawnSync('curl', ['--help', 'all'], { encoding: 'utf8' }).stdout ?? ''))
    skip('needs curl 7.75');
  await loops(async (method, path, body = '', { accessKeyId, secretAccessKey } = acmeAdmin) => {
    const content = body === '' ? [] : ['-H', 'content-type: application/json', '-d', body];
    const signature = [
      '--aws-sigv4',
      'aws:amz:us-east-1:execute-api',
      '--user',
      `${accessKeyId}:${secretAccessKey}`,
    ];
    const { stdout } = await promisify(execFile)('curl', [
      '-s',
      '-w',
      '\n%{http_code}',
      '-X',
      method,
      ...signature,
      ...content,
      urlOf(path),
    ]);
    const [, received = '', status = ''] = /^(.*)\n(\d+)$/s.exec(stdout) ?? [];
    return { status: Number(status), body: received };
  });
});

describe('the AWS SDK of', () => {
  it('Go', { timeout: 240_000 }, async ({ skip }) => {
    const project = copyOf('go');
    if (!succeeds('go', ['build', '-o', 'signer', '.'], project)) skip('needs Go and its module proxy');
    await loops(signedBy(join(project, 'signer')));
  });

  it('Java', { timeout: 240_000 }, async ({ skip }) => {
    const project = copyOf('java');
    const copyDependencies = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    if (!succeeds('mvn', copyDependencies, project)) skip('needs Java, Maven and Maven Central');
    if (!succeeds('javac', ['-cp', 'lib/*', 'Sign.java'], project))
      throw new Error('Sign.java does not compile');
    await loops(signedBy('java', '-cp', `${project}/lib/*:${project}`, 'Sign'));
  });

  it('Rust', { timeout: 600_000 }, async ({ skip }) => {
    const project = copyOf('rust');
    if (!succeeds('cargo', ['fetch', '-q'], project)) skip('needs Cargo and crates.io');
    if (!succeeds('cargo', ['build', '-q', '--offline'], project))
      throw new Error('main.rs does not compile');
    await loops(signedBy(join(project, 'target/debug/signer')));
  });
});

/** A program that prints the headers of a request which it signed. Not synchronous: the local run is in this process. */
const signedBy =
  (command: string, ...args: string[]): ApiCall =>
  async (method, path, body = '', { accessKeyId, secretAccessKey } = acmeAdmin) => {
    // Java reads its arguments as the locale says.
    const env = { LC_ALL: 'C.UTF-8', AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const { stdout } = await promisify(execFile)(command, [...args, method, urlOf(path), body], {
      env: { PATH: process.env.PATH, ...env },
    });
    const headers = [...stdout.matchAll(/^([\w-]+): (.*)$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]);
    const content = body === '' ? {} : { 'content-type': 'application/json' };
    return await send(ports.api, {
      method,
      target: path,
      headers: { ...content, ...Object.fromEntries(headers) },
      body,
    });
  };

function copyOf(language: string): string {
  const project = join(folder, language);
  cpSync(join(sources, language), project, { recursive: true });
  return project;
}

const succeeds = (command: string, args: string[], cwd: string): boolean =>
  spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
