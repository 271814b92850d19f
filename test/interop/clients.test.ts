import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v0OptionalNames } from '../../shared/embed-url/verify-v0-login-url.ts';
import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { edgeOrganization, targetOf } from '../support/edge-organization.ts';
import { useEdgeDatabase } from '../support/use-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'embed-interop-'));

const runs = (command: string, args: string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(command, args, { input, encoding: 'utf8', timeout: 180_000 });
  return { ok: status === 0, stdout, stderr };
};

/** The Python that omni-analytics-sdk 3 asks for, or any. */
const python = ['python3.10', 'python3'].find((name) => runs(name, ['--version']).ok);
const sdkPython = python && installSdk(python);

/** A Python with omni-analytics-sdk 3 in a folder of its own; `undefined` if PyPI doesn't provide it. */
function installSdk(from: string): string | undefined {
  const inside = join(folder, 'venv', 'bin', 'python');
  const sdk = [
    'install',
    '-q',
    '--disable-pip-version-check',
    '--ignore-requires-python',
    'omni-analytics-sdk>=3,<4',
  ];
  const installed =
    runs(from, ['-m', 'venv', join(folder, 'venv')]).ok && runs(inside, ['-m', 'pip', ...sdk]).ok;
  return installed ? inside : undefined;
}

const database = useEdgeDatabase(Date.now() - 1000);
let acme: Awaited<ReturnType<typeof edgeOrganization>>;
let host: string;
let secretKey: string;
beforeAll(async () => {
  acme = await edgeOrganization(database, { settings: {}, now: Date.now() - 1000 });
  acme.edge.now = Date.now();
  ({
    host,
    secret: { secretKey },
  } = acme);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens a URL. Returns the redirect, and the claims that the origin gets. */
async function open(url: string) {
  const { status, headers, cookie } = await acme.view(targetOf(url.trim()));
  const claims = cookie === '' ? {} : (await acme.identity(cookie)).claims;
  return { status, location: headers.location, claims };
}

/** The code blocks of docs/protocol.md in a language. */
const documented = (language: string): string[] =>
  [
    ...readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8').matchAll(
      /```(\w+)\n(.*?)```/gs,
    ),
  ]
    .filter(([, found]) => found === language)
    .map(([, , code = '']) => code);

const everything = {
  contentPath: '/dashboards/da24491e',
  externalId: 'user+1@example.com',
  name: 'Wilé & Söhne 🦊 + 100%',
  accessBoost: true,
  branch: 'main',
  connectionRoles: { '123456789': 'VIEWER' },
  customTheme: { 'dashboard-background': '#00FF00' },
  customThemeId: 'theme-123',
  email: 'user@example.com',
  entity: 'Acme',
  entityFolderContentRole: 'EDITOR',
  entityFolderGroupContentRole: 'VIEWER',
  entityFolderLabel: 'Label',
  entityGroupLabel: 'Gruppe',
  filterSearchParam: 'state=GA',
  groups: ['a', 'b'],
  linkAccess: 'a1,b2',
  mode: 'SINGLE_CONTENT',
  modelRoles: { model: 'read' },
  prefersDark: 'false',
  preserveEntityFolderContentRole: false,
  theme: 'dawn',
  uiSettings: { showNavigation: true },
  userAttributes: { country: ['FR', 2.5] },
  further: { nested: [null] },
};

describe('the Node of docs/protocol.md', () => {
  it('signs a v1 URL that opens, with all parameters', async () => {
    const [code = ''] = documented('js');
    const file = join(folder, 'sign.mjs');
    writeFileSync(
      file,
      `${code}\nconst [key, host, claims] = JSON.parse(process.argv[2]);\nconsole.log(signLoginUrl(key, host, claims));`,
    );
    const signed = runs(process.execPath, [file, JSON.stringify([secretKey, host, everything])]);
    expect(await open(signed.stdout)).toMatchObject({ status: 302, claims: everything });
  });
});

describe.skipIf(python === undefined)('the Python of docs/protocol.md (needs python3)', () => {
  it('signs a v1 URL that opens, with all parameters', async () => {
    const [code = ''] = documented('python');
    const script = `${code}\nimport sys\nprint(sign_login_url(*json.load(sys.stdin)))`;
    const signed = runs(python ?? '', ['-c', script], JSON.stringify([secretKey, host, everything]));
    expect(signed.stderr).toBe('');
    const opened = await open(signed.stdout);
    expect(opened).toMatchObject({ status: 302, claims: everything });
    expect(opened.location).toBe('/dashboards/da24491e?state=GA');
  });
});

describe.skipIf(sdkPython === undefined)('omni-analytics-sdk 3 (needs python3 and PyPI)', () => {
  const script = new URL('sign_with_sdk.py', import.meta.url).pathname;
  const urls = (name: string) => {
    const signed = runs(sdkPython ?? '', [script], JSON.stringify({ host, secretKey, name }));
    expect(signed.stderr).toBe('');
    return signed.stdout.trim().split('\n') as [string, string, string, string, string, string];
  };

  it.each(['Ada', 'Zoë 🦊', 'a+b & c=d 100%'])('signs v1 URLs that open, for %s', async (name) => {
    const [plain, full, workbook] = urls(name);
    expect(await open(plain)).toMatchObject({
      status: 302,
      location: '/dashboards/da24491e',
      claims: { name },
    });
    expect(await open(workbook)).toMatchObject({ status: 302, location: '/w/da24491e' });
    const { status, location, claims } = await open(full);
    expect([status, location]).toEqual([302, '/dashboards/da24491e?state=GA&state=NY']);
    expect(claims).toMatchObject({
      name,
      accessBoost: true,
      groups: ['group1', 'group 2'],
      prefersDark: 'system',
      uiSettings: { showNavigation: false },
      userAttributes: { country: ['FR', 'DE'], quota: 7, name: 'Zoë 🦊 + & %' },
    });
    expect(Object.keys(claims).filter((claim) => v0OptionalNames.includes(claim))).toHaveLength(20);
  });

  it('signs v0 URLs that open as far as they are accepted', async () => {
    const sdkNames = v0OptionalNames.filter((name) => name !== 'branch');
    const [, , , plain, full] = urls('Zoë + 🦊');
    expect((await open(plain)).status).toBe(403);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await updateSettings(database.sdk, acme.organizationId, {
      acceptV0: { until, parameterSets: [[], sdkNames] },
    });
    expect(await open(plain)).toMatchObject({ status: 302, claims: { name: 'Zoë + 🦊' } });
    const { status, claims } = await open(full);
    expect(status).toBe(302);
    expect(claims).toMatchObject({
      accessBoost: true,
      userAttributes: { quota: 7 },
      groups: ['group1', 'group 2'],
    });
  });
});
