import { expect, it } from 'vitest';
import { cookieOf, view } from '../support/local.ts';
import { useLocalEmbed } from './use-local-embed.ts';

const { ports, local } = useLocalEmbed();

it('shows organizations and their hosts', async () => {
  expect((await local('organizations', 'list')).output).toBe(
    'ORGANIZATION  EMBED\nacme          on\nglobex        on\ninitech       off\n',
  );
  expect((await local('organizations', 'get', 'initech', '--json')).output).toBe(
    '{"organizationId":"initech","embedEnabled":false}\n',
  );
  expect((await local('hosts', 'list')).output).toBe('No hosts.\n');
  await local('hosts', 'assign', 'analytics.acme.com');
  const host = 'HOST                ORGANIZATION\nanalytics.acme.com  acme\n';
  expect((await local('hosts', 'list', '--of', 'acme')).output).toBe(host);
  expect((await local('hosts', 'list', '--of', 'globex')).output).toBe('No hosts.\n');
});

it('shows a session, ends those of its viewer, and erases the viewer', async () => {
  await local('secrets', 'create', '--name', 'Production');
  const viewer = ['--content-path', '/d', '--external-id', 'a/b c', '--name', 'Ada'];
  const url = new URL((await local('generate', ...viewer)).output.trim());
  const login = await view(ports, 'acme.embed.localhost', url.pathname + url.search);
  const [, id = ''] = /(n\.\w{32})/.exec(cookieOf(login)) ?? [];
  expect((await local('sessions', 'get', id)).output).toContain('State        active');
  expect((await local('sessions', 'end-viewer', 'a/b c')).exitCode).toBe(2);
  expect((await local('sessions', 'end-viewer', 'a/b c', '--yes')).output).toBe(
    'Ended the sessions of a/b c: 1.\n',
  );
  expect((await local('sessions', 'get', id)).output).toContain('State        ended');
  expect((await local('viewers', 'erase', 'a/b c', '--yes', '--json')).output).toBe('{"erased":1}\n');
  expect((await local('sessions', 'get', id)).exitCode).toBe(4);
});

it('deletes an organization only while Embed is off, and says what to do first', async () => {
  const refused = await local('organizations', 'delete', 'globex', '--yes');
  expect(refused.exitCode).toBe(5);
  expect(refused.error).toContain('organizations disable');
  await local('organizations', 'disable', 'globex');
  expect((await local('organizations', 'delete', 'globex')).exitCode).toBe(2);
  expect((await local('organizations', 'delete', 'globex', '--yes')).output).toMatch(/^Deleted globex at /);
  expect((await local('organizations', 'get', 'globex')).exitCode).toBe(4);
});
