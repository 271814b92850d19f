import { expect, it } from 'vitest';
import { portsOf } from '../../local/ports.ts';

it('listens on the ports that the README names by default', () => {
  expect(portsOf({})).toEqual({ api: 4100, edge: 4200, web: 4300 });
});

it('takes other ports from the environment', () => {
  const environment = { EMBED_API_PORT: '0', EMBED_EDGE_PORT: '65535', EMBED_WEB_PORT: '8080' };
  expect(portsOf(environment)).toEqual({ api: 0, edge: 65_535, web: 8080 });
});

it.each(['', '65536', '-1', '80x', '0x50'])('rejects %j as a port', (value) => {
  expect(() => portsOf({ EMBED_EDGE_PORT: value })).toThrow('EMBED_EDGE_PORT must be a port: 0 to 65535.');
});
