import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { scope } from '../../packages/scope.ts';
import { acmeAdmin, acmeServer, callApi, view } from '../support/local.ts';
import { compilers, type Resolution, resolutions, typeErrors } from './support/compilers.ts';
import { type EmptyProject, emptyProject } from './support/empty-project.ts';
import { registryTool } from './support/registry-tool.ts';

const name = `${scope}/signer`;
const node = `node-${platform()}-${arch()}`;
const host = 'acme.embed.localhost';
/** Not synchronous: the local run is in this process. */
const execute = promisify(execFile);

/** The oldest Node that the package supports, the later ones, and the runtimes that promise to run its code. */
const runtimes: Record<string, string[] | undefined> = {
  'Node 20.15': command(registryTool(`${node}@20.15.0`, `${node}/bin/node`)),
  'Node 22': command(registryTool(`${node}@22.23.3`, `${node}/bin/node`)),
  'Node 24': [process.execPath],
  Bun: command(registryTool('bun@1.4.5', `@oven/bun-${platform()}-${arch()}/bin/bun`)),
  Deno: command(registryTool('deno@2.9.6', `@deno/${platform()}-${arch()}-glibc/deno`), [
    'run',
    '--allow-read',
    '--allow-env',
  ]),
};

let project: EmptyProject;
let run: LocalRun;
let options: { secretKey: string; host: string };
let sessionId: () => Promise<string>;
beforeAll(async () => {
  project = emptyProject('signer');
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  const created = await callApi(run.ports, acmeAdmin, 'POST', '/organizations/acme/embed/secrets', {
    body: { name: 'Production' },
  });
  options = { secretKey: created.body.secretKey, host: `${host}:${run.ports.edge}` };
  sessionId = async () =>
    (await callApi(run.ports, acmeServer, 'POST', '/organizations/acme/embed/sessions', { body: claims }))
      .body.sessionId;
});
afterAll(async () => {
  await run?.close();
  project?.remove();
});

const claims = { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada' };
const imports = {
  ESM: { file: 'sign.mjs', code: `import { signLoginUrl, signRedeemUrl } from '${name}';` },
  CommonJS: { file: 'sign.cjs', code: `const { signLoginUrl, signRedeemUrl } = require('${name}');` },
};
const cases = Object.entries(runtimes).flatMap(([runtime, command]) =>
  Object.entries(imports).map(([system, { file, code }]) => ({ runtime, command, system, file, code })),
);

describe.each(cases)('the signer package on $runtime, $system', ({ command = [], file, code }) => {
  const print = async (expression: string): Promise<URL> => {
    writeFileSync(join(project.folder, file), `${code}\nconsole.log(${expression});\n`);
    const [executable = '', ...args] = command;
    const { stdout } = await execute(executable, [...args, file], { cwd: project.folder });
    return new URL(stdout.trim());
  };

  it.skipIf(command.length === 0)('signs a login URL and a redeem URL that the local run opens', async () => {
    const login = await print(`signLoginUrl(${JSON.stringify({ ...options, claims })})`);
    expect(await view(run.ports, host, login.pathname + login.search)).toMatchObject({
      status: 302,
      headers: { location: '/dashboards/1' },
    });
    const redeem = await print(
      `signRedeemUrl(${JSON.stringify({ ...options, sessionId: await sessionId() })})`,
    );
    expect((await view(run.ports, host, redeem.pathname + redeem.search)).status).toBe(302);
  });
});

describe.each(Object.entries(compilers()))("the signer package's types in %s", (_, compiler = []) => {
  const [esm] = resolutions;
  const errorsOf = (code: string, resolution: Resolution = esm) =>
    typeErrors(compiler, { folder: project.folder, code, resolution });
  const call = (claims: string) =>
    `import { signLoginUrl, signRedeemUrl, type KnownClaims } from '${name}';
     import { mountEmbed, type MountedEmbed } from '${name}/browser';
     const options = { secretKey: 'k', host: 'h.example', customClaims: { tier: 'gold' }, expiresIn: 60 };
     export const url: string = signLoginUrl({ ...options, claims: { contentPath: '/', externalId: '1', ${claims} } });
     export const redeem: string = signRedeemUrl({ secretKey: 'k', host: 'h.example', sessionId: 's' });
     export const embed: MountedEmbed = mountEmbed(document.createElement('iframe'), { sign: async () => url });`;

  for (const resolution of resolutions) {
    const title = `fit ${resolution.file} under moduleResolution ${resolution.resolution}`;
    it.skipIf(compiler.length === 0)(title, async () => {
      expect(await errorsOf(call("name: 'Ada', groups: ['a']"), resolution)).toBe('');
    });
  }
  it.skipIf(compiler.length === 0).each([
    ['a misspelled claim', "name: 'Ada', userAttribute: {}", 'userAttribute'],
    ['an option among the claims', "name: 'Ada', expiresIn: 60", 'expiresIn'],
    ['a missing claim', '', "'name'"],
  ])('refuse %s', async (__, claims, complaint) => {
    expect(await errorsOf(call(claims))).toContain(complaint);
  });
});

it('the code of its README signs a URL that the local run opens', async () => {
  const readme = readFileSync(join(project.folder, 'node_modules', name, 'README.md'), 'utf8');
  const example = /```js\n(import .*?)```/s.exec(readme)?.[1] ?? '';
  const code = example.replace('acme.embed.example.com', options.host);
  writeFileSync(join(project.folder, 'readme.mjs'), `${code}\nconsole.log(url);\n`);
  const env = { EMBED_SECRET_KEY: options.secretKey };
  const { stdout } = await execute(process.execPath, ['readme.mjs'], { cwd: project.folder, env });
  const url = new URL(stdout.trim());
  expect((await view(run.ports, host, url.pathname + url.search)).status).toBe(302);
});

it('the signer package has no dependencies and carries version, license and README', () => {
  const installed = join(project.folder, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest).toMatchObject({ name, version, license });
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('private');
  expect(readFileSync(join(installed, 'LICENSE'))).toEqual(readFileSync('LICENSE'));
  expect(readFileSync(join(installed, 'README.md'), 'utf8')).toContain(`# ${name}`);
});

function command(executable: string | undefined, args: string[] = []): string[] | undefined {
  return executable === undefined ? undefined : [executable, ...args];
}
