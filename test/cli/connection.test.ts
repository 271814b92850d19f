import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { embed, temporaryFolder } from './embed.ts';
import { stubApi } from './stub-api.ts';

const folder = temporaryFolder();
const api = await stubApi(() => ({ status: 200, body: '{"records":[]}' }));
const list = ['secrets', 'list', '--organization', 'acme'];

/** What the server learned from the last request. */
const received = () => {
  const { url = '', headers } = api.requests.at(-1) ?? {};
  const [, accessKeyId, region] =
    /Credential=(\w+)\/\d+\/([\w-]+)\//.exec(headers?.authorization ?? '') ?? [];
  return { url, accessKeyId, region, token: headers?.['x-amz-security-token'] };
};

beforeEach(() => {
  vi.unstubAllEnvs();
  api.requests.length = 0;
  // Nothing of this machine.
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'aws-config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'aws-credentials'));
  for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
    vi.stubEnv(name, undefined);
  }
});

function stubCredentials(accessKeyId = 'AKIAENVIRONMENT00000'): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
}
/** As the process has it: AWS's chain reads nothing else. */
const env = () =>
  Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;

describe('AWS credentials', () => {
  it('come from the environment', async () => {
    stubCredentials();
    vi.stubEnv('AWS_SESSION_TOKEN', 'token');
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    expect((await embed([...list, '--api-url', api.url], { env: env() })).exitCode).toBe(0);
    expect(received()).toEqual({
      url: '/organizations/acme/embed/secrets',
      accessKeyId: 'AKIAENVIRONMENT00000',
      region: 'eu-west-1',
      token: 'token',
    });
  });

  it('come from the profile that is named, with its Region, before the environment', async () => {
    stubCredentials();
    writeFileSync(
      join(folder, 'aws-config'),
      '[profile acme]\naws_access_key_id = AKIAPROFILE000000000\naws_secret_access_key = s\nregion = ap-south-1\n',
    );
    expect((await embed([...list, '--api-url', api.url, '--profile', 'acme'], { env: env() })).exitCode).toBe(
      0,
    );
    expect(received()).toMatchObject({ accessKeyId: 'AKIAPROFILE000000000', region: 'ap-south-1' });
  });

  it('that are missing are reported with what to do, and nothing is sent', async () => {
    const { exitCode, error } = await embed([...list, '--api-url', api.url, '--region', 'eu-west-1'], {
      env: env(),
    });
    expect(exitCode).toBe(3);
    expect(error).toMatch(/^Error: There are no AWS credentials[\s\S]*\nNext: set AWS_PROFILE/);
    expect(api.requests).toEqual([]);
  });
});

describe('the public credentials of the local run', () => {
  it('are sent to this machine only', async () => {
    stubCredentials('AKIALOCALACMEADMIN00');
    const send = vi.spyOn(globalThis, 'fetch');
    const address = 'https://abc123.execute-api.eu-central-1.amazonaws.com';
    const { exitCode, error } = await embed([...list, '--api-url', address], { env: env() });
    expect(exitCode).toBe(3);
    expect(error).toContain("The credentials are the local run's, which are public. They weren't sent.");
    expect(send).not.toHaveBeenCalled();
    send.mockRestore();
  });

  it.each(['https://api.example.com', 'http://127.0.0.1:4100'])(
    'are not used with --api-url %s',
    async (address) => {
      const { exitCode, error } = await embed([...list, '--local', '--api-url', address]);
      expect(exitCode).toBe(2);
      expect(error).toContain('--local and --api-url exclude each other.');
    },
  );

  it('are not used without --local, whatever the address', async () => {
    const { exitCode } = await embed([...list, '--api-url', api.url, '--region', 'us-east-1'], {
      env: env(),
    });
    expect(exitCode).toBe(3);
    expect(api.requests).toEqual([]);
  });

  it('are what --local uses, whatever else is set', async () => {
    stubCredentials();
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    const options = {
      env: { ...env(), EMBED_API_URL: 'https://api.example.com', EMBED_API_PORT: new URL(api.url).port },
    };
    expect((await embed([...list, '--local'], options)).exitCode).toBe(0);
    expect(received()).toMatchObject({
      accessKeyId: 'AKIALOCALACMEADMIN00',
      region: 'us-east-1',
      token: undefined,
    });
  });
});

describe('the address of the API', () => {
  it.each([
    ['http://api.example.com', "isn't HTTPS"],
    ['http://127.0.0.1.example.com', "isn't HTTPS"],
    ['http://localhost.example.com', "isn't HTTPS"],
    ['https://user:password@api.example.com', 'has a user name or password'],
    ['ftp://user:password@api.example.com', 'has a user name or password'],
    ['https://api.example.com/v1', 'is followed by a path'],
    ['https://api.example.com?x', 'is followed by a path'],
    ['api.example.com', "isn't the address of an API"],
    ['file:///etc/passwd', "isn't the address of an API"],
  ])('can not be %s', async (address, message) => {
    stubCredentials();
    const { exitCode, error } = await embed([...list, '--api-url', address], { env: env() });
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
    expect(error).not.toContain('password@');
  });

  it('names its Region: an unrelated AWS_REGION changes nothing', async () => {
    stubCredentials();
    vi.stubEnv('AWS_REGION', 'us-west-2');
    const send = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{"records":[]}'));
    await embed([...list, '--api-url', 'https://abc123.execute-api.eu-central-1.amazonaws.com'], {
      env: env(),
    });
    const headers = new Headers(send.mock.calls[0]?.[1]?.headers);
    expect(headers.get('authorization')).toContain('/eu-central-1/execute-api/');
    send.mockRestore();
  });

  it('can be in the configuration file, as the organization can; variables and options come first', async () => {
    stubCredentials();
    const file = join(folder, 'config', 'config.json');
    const options = { env: { ...env(), EMBED_CONFIG_FILE: file, AWS_REGION: 'us-east-1' } };
    expect((await embed(['config', 'set', 'api-url', api.url], options)).exitCode).toBe(0);
    expect((await embed(['config', 'set', 'organization', 'acme'], options)).exitCode).toBe(0);
    expect((await embed(['secrets', 'list'], options)).exitCode).toBe(0);
    expect(received().url).toBe('/organizations/acme/embed/secrets');
    await embed(['secrets', 'list'], { env: { ...options.env, EMBED_ORGANIZATION: 'globex' } });
    expect(received().url).toBe('/organizations/globex/embed/secrets');
    await embed(['config', 'unset', 'organization'], options);
    expect((await embed(['secrets', 'list'], options)).error).toContain('The organization is missing.');
  });

  it('is in the next command of an error, with the other options that reach the same organization', async () => {
    stubCredentials();
    const connection = `--api-url ${api.url} --region eu-west-1 --organization acme`;
    const { error } = await embed(['secrets', 'get', 'Missing', ...connection.split(' ')], { env: env() });
    expect(error).toContain(`Next: embed-secrets secrets list ${connection} shows`);
  });

  it('does not come from a configuration file with a setting that is not known', async () => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, '{"api-url":"https://api.example.com","local":"true"}');
    const { exitCode, error } = await embed(list, { env: { EMBED_CONFIG_FILE: file } });
    expect([exitCode, error]).toEqual([
      2,
      expect.stringContaining(`The configuration file ${file} can't be used.`),
    ]);
  });
});

it.each(['..', '.', 'a/b', 'ACME', 'acme%2f..'])(
  'sends nothing for the organization %s',
  async (organization) => {
    const options = { env: { EMBED_API_PORT: new URL(api.url).port } };
    expect(
      (await embed(['secrets', 'list', '--local', '--organization', organization], options)).exitCode,
    ).toBe(2);
    expect(
      (await embed(['sessions', 'end', '--yes', '..', '--local', '--organization', 'acme'], options))
        .exitCode,
    ).toBe(2);
    expect((await embed(['organizations', 'disable', organization, '--local'], options)).exitCode).toBe(2);
    expect(api.requests).toEqual([]);
  },
);
