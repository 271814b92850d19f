import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { scope } from '../../packages/scope.ts';
import { acmeAdmin } from '../support/local.ts';
import { type EmptyProject, emptyProject } from './support/empty-project.ts';
import { registryTool } from './support/registry-tool.ts';

const name = `${scope}/cli`;
const node = `node-${platform()}-${arch()}`;
const runtimes: Record<string, string | undefined> = {
  'Node 22.13': registryTool(`${node}@22.13.1`, `${node}/bin/node`),
  'Node 24': process.execPath,
};

let project: EmptyProject;
let run: LocalRun;
beforeAll(async () => {
  project = emptyProject('cli');
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
});
afterAll(async () => {
  await run?.close();
  project?.remove();
});

/** Runs shell commands in the project, with the command on the PATH as npm installed it. */
async function shell(commands: string, runtime: string, folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(runtime, join(bin, 'node'));
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-e', '-o', 'pipefail', '-c', commands], {
    cwd: folder,
    env: {
      PATH: [bin, join(project.folder, 'node_modules/.bin'), '/usr/bin', '/bin'].join(':'),
      HOME: folder,
      EMBED_API_PORT: `${run.ports.api}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: acmeAdmin.accessKeyId,
      AWS_SECRET_ACCESS_KEY: acmeAdmin.secretAccessKey,
    },
  });
  return stdout;
}

describe.each(Object.entries(runtimes))(
  'the command, installed from its tarball, on %s',
  (title, runtime = '') => {
    const folder = (purpose: string) => join(project.folder, `${title} ${purpose}`);

    it.skipIf(runtime === '')(
      'creates, signs, inspects, opens, rotates and deletes on the local run',
      async () => {
        const host = `acme.embed.localhost:${run.ports.edge}`;
        const output = await shell(
          `acme='--local --organization acme'
      key=$(embed-secrets secrets create --name Production $acme --key-stdout)
      url=$(echo "$key" | embed-secrets sign --host ${host} --content-path /d --external-id e --name Ada --key-stdin)
      embed-secrets inspect "$url" $acme --json | grep -c '"opens":true'
      curl -s -o /dev/null -w '%{http_code}\\n' "$url"
      embed-secrets inspect "$url" $acme > /dev/null || echo "inspect: $?"
      embed-secrets secrets rotate Production $acme --overlap-hours 1 --name Next --json | grep -c '"replaces"'
      embed-secrets secrets delete Production $acme --yes > /dev/null
      embed-secrets secrets delete Next $acme --yes > /dev/null
      embed-secrets secrets list $acme`,
          runtime,
          folder('loop'),
        );
        expect(output).toBe('1\n302\ninspect: 7\n1\nNo secrets.\n');
      },
    );

    it.skipIf(runtime === '')("does what its README shows, with AWS's credentials", async () => {
      const commands = `${readmeCommands()}\nembed-secrets secrets delete Production --yes`;
      const output = await shell(commands, runtime, folder('README'));
      expect(output).toContain('Opens        yes');
    });
  },
);

it('the command has no dependencies, and carries the licenses of what it contains', () => {
  const installed = join(project.folder, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const { version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(manifest).toMatchObject({ name, version, license, bin: { 'embed-secrets': './embed-secrets.js' } });
  expect(manifest).not.toHaveProperty('dependencies');
  expect(manifest).not.toHaveProperty('private');
  expect(readdirSync(join(project.folder, 'node_modules')).sort()).toEqual([
    '.bin',
    '.package-lock.json',
    dirname(name),
  ]);
  const licenses = readFileSync(join(installed, 'LICENSES.md'), 'utf8');
  for (const bundled of ['commander', '@aws-sdk/credential-providers', '@inquirer/confirm']) {
    expect(licenses).toContain(`- ${bundled} `);
  }
});

/** With the addresses of the local run in place of a customer's. */
function readmeCommands(): string {
  const readme = readFileSync(join(project.folder, 'node_modules', name, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  const commands = blocks.find((block) => block.includes('config set'));
  if (commands === undefined) throw new Error('the README shows no commands');
  return commands
    .replace(/https:\/\/\w+\.execute-api\S+/, `http://127.0.0.1:${run.ports.api}`)
    .replace('acme.embed.example.com', `acme.embed.localhost:${run.ports.edge}`);
}
