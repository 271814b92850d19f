import { expect, it } from 'vitest';
import { useLocalEmbed } from './use-local-embed.ts';

const { local } = useLocalEmbed();

it('lists events of a secret, of an actor and of a period', async () => {
  await local('secrets', 'create', '--name', 'Production');
  await local('secrets', 'create', '--name', 'Staging');
  const list = async (...options: string[]) => (await local('events', 'list', ...options)).output;
  const [{ actor, at }] = JSON.parse(await list('--json', '--secret', 'Staging')).records;

  expect(await list('--secret', 'Staging')).toMatch(/Staging/);
  expect(await list('--secret', 'Staging')).not.toMatch(/Production/);
  expect(await list('--actor', actor)).toMatch(/Staging.*Production/s);
  expect(await list('--actor', `${actor}x`)).toBe('No events.\n');
  expect(await list('--from', at)).toMatch(/Staging/);
  expect(await list('--to', at)).not.toMatch(/Staging/);

  const wrong = await local('events', 'list', '--from', 'yesterday');
  expect(wrong.error).toMatch(/from must be a time, as 2026-01-31T12:00:00Z/);
});
