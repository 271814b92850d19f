import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../support/dynamodb.ts';
import { edgeClient, edgeConfig } from '../support/edge.ts';

/** The programs of docs/integrate, run in the languages that this machine has. */
const documentation = fileURLToPath(new URL('../../docs/integrate/', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'embed-documentation-'));
const host = 'acme.embed.example.com';
const claims = {
  contentPath: '/dashboards/sales',
  externalId: 'user+1@example.com',
  name: 'Zoë & Söhne 🦊 + 100%',
  groups: ['a', 'b'],
  uiSettings: {},
  userAttributes: { country: ['FR', 2.5] },
};

type Run = { input?: string; cwd?: string; env?: Record<string, string> };
const run = ([command = '', ...args]: readonly string[], { input = '', cwd = folder, env = {} }: Run = {}) =>
  spawnSync(command, args, {
    input,
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 240_000,
  });
/** The same while this process goes on serving the keys. */
const runAsync = async ([command = '', ...args]: readonly string[], env: Record<string, string>) =>
  await promisify(execFile)(command, args, { cwd: folder, env: { ...process.env, ...env } }).then(
    ({ stdout }) => ({ ok: true, stdout }),
    () => ({ ok: false, stdout: '' }),
  );
const has = (command: string, version = '--version'): boolean => run([command, version]).status === 0;

let database: TestDynamoDb;
let edge: ReturnType<typeof edgeClient>;
let secretKey: string;
let jwks: Server;

beforeAll(async () => {
  database = await startTestDynamoDb();
  const now = Date.now() - 1000;
  await rotateEnvironmentKeys(database.sdk, now);
  await putOrganization(database.sdk, 'acme', { embedEnabled: true, now });
  const created = await createSecret(database.sdk, 'acme', { name: 'Production', actor: 'admin', now });
  if (!created.ok) throw new Error(created.reason);
  secretKey = created.secretKey;
  edge = edgeClient(database.edge, Date.now());
  const { body } = await edge.view({ target: '/.well-known/jwks.json' });
  jwks = createServer((_, response) => response.setHeader('content-type', 'application/json').end(body));
  jwks.listen(0, '127.0.0.1');
  await once(jwks, 'listening');
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  jwks.close();
  await database.close();
});

/** Opens a URL: the response, and the identity that the origin receives. */
async function open(url: string) {
  const { pathname, search } = new URL(url);
  const { status, cookie, headers } = await edge.view({ host, target: pathname + search });
  const { forwarded } = await edge.view({ host, target: '/', headers: { Cookie: cookie } });
  return { status, headers, identity: forwarded?.headers['x-embed-identity']?.[0]?.value ?? '' };
}

describe('sign-urls.md', () => {
  const file = (name: string): string => join(documentation, 'sign', name);
  it.skipIf(!has('node')).for([['Node', ['node', file('sign.mjs')]]] as const)('%s', opens);
  it.skipIf(!has('python3')).for([['Python', ['python3', file('sign.py')]]] as const)('%s', opens);
  it.skipIf(!has('go', 'version')).for([['Go', ['go', 'run', file('sign.go')]]] as const)('%s', opens);
  it.skipIf(!has('java')).for([['Java', ['java', file('Sign.java')]]] as const)('%s', opens);
  it.skipIf(!has('ruby')).for([['Ruby', ['ruby', file('sign.rb')]]] as const)('%s', opens);
  it.skipIf(!has('php')).for([['PHP', ['php', file('sign.php')]]] as const)('%s', opens);

  async function opens([, command]: readonly [string, readonly string[]]) {
    const input = JSON.stringify(claims);
    const { stdout, stderr } = run([...command, host], { input, env: { EMBED_SECRET_KEY: secretKey } });
    expect(stderr).toBe('');
    const { status, headers, identity } = await open(stdout.trim());
    expect([status, headers.location]).toEqual([302, '/dashboards/sales']);
    const [, payload = ''] = identity.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString()).claims).toMatchObject(claims);
  }
});

/** The code block of a page below a heading. */
function codeBelow(page: string, heading: string): string {
  const [, below = ''] = readFileSync(join(documentation, page), 'utf8').split(`\n### ${heading}\n`);
  const [, code] = /```\w+\n(.*?)```/s.exec(below) ?? [];
  if (code === undefined) throw new Error(`${page} has no code below ${heading}`);
  return code;
}

describe('identity.md', () => {
  it('Node', async () => {
    const code = codeBelow('identity.md', 'Node');
    // Beside this repository's jose.
    const file = join(mkdtempSync(join(root, 'node_modules', '.documentation-')), 'identity.mjs');
    writeFileSync(file, `${code}\nconsole.log((await verifyIdentity(process.argv[2])).sub);`);
    try {
      await verifies((token) => ['node', file, token]);
    } finally {
      rmSync(join(file, '..'), { recursive: true });
    }
  });

  const python = join(folder, 'venv', 'bin', 'python');
  const hasPyJwt = () =>
    run(['python3', '-m', 'venv', 'venv']).status === 0 &&
    run([python, '-m', 'pip', 'install', '-q', '--disable-pip-version-check', 'PyJWT[crypto]==2.10.1'])
      .status === 0;
  it('Python', async (context) => {
    if (!hasPyJwt()) context.skip('needs Python and PyPI');
    const code = codeBelow('identity.md', 'Python');
    writeFileSync(
      join(folder, 'identity.py'),
      `${code}\nimport sys\nprint(verify_identity(sys.argv[1])["sub"])`,
    );
    await verifies((token) => [python, 'identity.py', token]);
  });

  it('Go', async (context) => {
    const project = join(folder, 'go');
    mkdirSync(project);
    const main = `
func main() {
	keys, err := keyfunc.NewDefault([]string{os.Getenv("JWKS_URL")})
	if err != nil { panic(err) }
	claims, err := verifyIdentity(keys, os.Args[1])
	if err != nil { panic(err) }
	os.Stdout.WriteString(claims["sub"].(string))
}
`;
    writeFileSync(join(project, 'main.go'), codeBelow('identity.md', 'Go') + main);
    writeFileSync(join(project, 'go.mod'), 'module identity\n\ngo 1.21\n');
    const modules = ['github.com/MicahParks/keyfunc/v3@v3.3.10', 'github.com/golang-jwt/jwt/v5@v5.2.2'];
    const env = { GOFLAGS: '-mod=mod' };
    if (run(['go', 'get', ...modules], { cwd: project, env }).status !== 0)
      context.skip('needs Go and its proxy');
    expect(run(['go', 'build', '-o', 'identity', '.'], { cwd: project, env }).stderr).toBe('');
    await verifies((token) => [join(project, 'identity'), token]);
  });

  it('Java', async (context) => {
    const project = join(folder, 'java');
    mkdirSync(project);
    copyFileSync(fileURLToPath(new URL('nimbus-jose-jwt.xml', import.meta.url)), join(project, 'pom.xml'));
    const copy = ['mvn', '-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    if (run(copy, { cwd: project }).status !== 0) context.skip('needs Java, Maven and Maven Central');
    const main = `
class Main {
  public static void main(String[] arguments) throws Exception {
    var identity = new Identity(System.getenv("JWKS_URL"), System.getenv("EMBED_ISSUER"), System.getenv("EMBED_AUDIENCE"));
    System.out.println(identity.verify(arguments[0]).getSubject());
  }
}
`;
    writeFileSync(join(project, 'Identity.java'), codeBelow('identity.md', 'Java') + main);
    expect(run(['javac', '-cp', 'lib/*', 'Identity.java'], { cwd: project }).stderr).toBe('');
    await verifies((token) => ['java', '-cp', `${project}/lib/*:${project}`, 'Main', token]);
  });

  /** A program prints the viewer of a real identity, and fails for one that was changed or is for another application. */
  async function verifies(command: (token: string) => readonly string[]) {
    const input = JSON.stringify(claims);
    const signed = run(['node', join(documentation, 'sign', 'sign.mjs'), host], {
      input,
      env: { EMBED_SECRET_KEY: secretKey },
    });
    edge.now = Date.now();
    const { identity } = await open(signed.stdout.trim());
    const env = {
      JWKS_URL: `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/`,
      EMBED_ISSUER: `https://${edgeConfig.embedDomain}`,
      EMBED_AUDIENCE: edgeConfig.audience,
    };
    const verify = async (token: string, changed: Partial<typeof env> = {}) =>
      await runAsync(command(token), { ...env, ...changed });
    expect(await verify(identity)).toMatchObject({
      ok: true,
      stdout: expect.stringContaining(claims.externalId),
    });
    const [header, payload = '', signature] = identity.split('.');
    const forged = Buffer.from(payload, 'base64url').toString().replace('user+1', 'admin1');
    const forgery = [header, Buffer.from(forged).toString('base64url'), signature].join('.');
    expect(await verify(forgery)).toMatchObject({ ok: false });
    expect(await verify(identity, { EMBED_AUDIENCE: 'https://another.example.com' })).toMatchObject({
      ok: false,
    });
    expect(await verify(identity, { EMBED_ISSUER: 'https://another.example.com' })).toMatchObject({
      ok: false,
    });
  }
});
