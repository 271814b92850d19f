import { describe, expect, it } from 'vitest';
import { useLocalSecrets } from './use-local-secrets.ts';

const secrets = useLocalSecrets();
const json = async (...args: string[]) => JSON.parse((await secrets(...args, '--json')).output);

describe('secrets', () => {
  it('creates, lists, rotates and deletes with the response bodies of the API', async () => {
    const created = await json('create', '--name', 'Production');
    expect(created).toMatchObject({
      name: 'Production',
      status: 'active',
      secretKey: expect.stringMatching(/^esk_/),
    });
    const rotated = await json('rotate', created.id, '--overlap-hours', '2');
    expect(rotated).toMatchObject({ name: 'Production', replaces: created.id });
    expect((await json('list')).records).toMatchObject([
      { id: rotated.id, status: 'active' },
      { id: created.id, status: 'retiring' },
    ]);
    expect(await json('delete', created.id, '--yes')).toMatchObject({ id: created.id, name: 'Production' });
    expect(await json('delete', rotated.id, '--yes')).toMatchObject({ id: rotated.id });
  });

  it('takes every step of the lifecycle, and takes back what can be taken back', async () => {
    const { id } = await json(
      'create',
      '--name',
      'Staging',
      '--path',
      '/a',
      '--path',
      '/b',
      '--host',
      'a.b.c',
    );
    expect(await json('get', id)).toMatchObject({ limits: { paths: ['/a', '/b'], hosts: ['a.b.c'] } });
    expect(await json('limit', id, '--max-expires-in-seconds', '60')).toMatchObject({
      limits: { maxExpiresInSeconds: 60 },
    });
    expect(await json('limit', id, '--none')).not.toHaveProperty('limits');
    expect(await json('disable', id, '--minutes', '5')).toMatchObject({ status: 'disabled' });
    expect(await json('enable', id)).toMatchObject({ status: 'active' });
    expect(await json('retire', id, '--at', '2100-01-01T00:00:00Z')).toMatchObject({ status: 'retiring' });
    expect(await json('retire', id, '--cancel')).toMatchObject({ status: 'active' });
    expect(await json('rename', id, '--name', 'Staging 2')).toMatchObject({ name: 'Staging 2' });
    await json('delete', id, '--yes');
  });

  it('prints fields and tables for people, aligned by the width of the characters', async () => {
    const created = await secrets('create', '--name', '東京 🦊');
    expect(created.output).toMatch(
      /^ID +\w{26}\nName +東京 🦊\nKey +esk_…\w{4}\n[\s\S]*\nSecret key +esk_\w{28}\n$/,
    );
    await secrets('create', '--name', 'Staging');
    const [heading = '', staging = '', tokyo = ''] = (await secrets('list')).output.split('\n');
    const column = heading.indexOf('KEY');
    expect(staging.indexOf('esk_')).toBe(column);
    // Three characters of this name are two columns wide, one of them two UTF-16 units long.
    expect(tokyo.indexOf('esk_')).toBe(column - 2);
    await secrets('delete', 'Staging', '--yes');
    await secrets('delete', '東京 🦊', '--yes');
  });
});

describe('a secret', () => {
  it('is found by its id, its name, the last four characters of its key, and its masked key', async () => {
    const { id, maskedKey } = await json('create', '--name', 'Found');
    for (const reference of [id, 'Found', maskedKey.slice(-4), maskedKey]) {
      expect(await json('get', reference)).toMatchObject({ id });
    }
    await secrets('delete', 'Found', '--yes');
  });

  it('is not deleted if its name is not the only one', async () => {
    const ids = [(await json('create', '--name', 'Twin')).id, (await json('create', '--name', 'Twin')).id];
    const { exitCode, error } = await secrets('delete', 'Twin', '--yes');
    expect(exitCode).toBe(2);
    for (const id of ids) expect(error).toContain(id);
    expect((await json('list')).records).toHaveLength(2);
    for (const id of ids) await secrets('delete', id, '--yes');
  });

  it('that does not exist is not found', async () => {
    const { exitCode, error } = await secrets('get', 'Nobody');
    expect(exitCode).toBe(4);
    expect(error).toMatch(
      /^Error: acme has no secret .* Nobody\.\nAddress: http:.*\nNext: embed-secrets secrets list --local --organization acme/,
    );
  });

  it('is not named by its key, which would stay in the history of the shell', async () => {
    const key = 'esk_ePkTGupGaOMYKp2obdtCS91PyrzQ';
    const { exitCode, error } = await secrets('get', key);
    expect(exitCode).toBe(2);
    expect(error).toContain('The argument is a key.');
    expect(error).not.toContain(key);
  });
});
