import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edgeConfig } from '../support/edge.ts';
import { claims, codeBelow, documentation, useDocumentedPrograms } from './documented-program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { folder, acme, run, runAsync, open } = useDocumentedPrograms();

let jwks: Server;
beforeAll(async () => {
  const { body } = await acme.view('/.well-known/jwks.json');
  jwks = createServer((_, response) => response.setHeader('content-type', 'application/json').end(body));
  jwks.listen(0, '127.0.0.1');
  await once(jwks, 'listening');
});
afterAll(() => void jwks.close());

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
    const { cookie } = await open(['node', join(documentation, 'sign', 'sign.mjs')]);
    const { forwarded } = await acme.visit(cookie);
    const identity = forwarded?.headers['x-embed-identity']?.[0]?.value;
    if (identity === undefined) throw new Error('the request was not forwarded with an identity');
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
