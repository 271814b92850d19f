import { describe, expect, it } from 'vitest';
import { embed } from './embed.ts';

const secretKey = 'esk_ePkTGupGaOMYKp2obdtCS91PyrzQ';
const url = `acme.embed.example.com/embed/login?payload=cGF5bG9hZA&signature=${'s'.repeat(43)}`;
const sign = ['sign', '--host', 'acme.embed.example.com'];

describe('a key in the wrong place of a command line', () => {
  it.each([
    [...sign, `--key=${secretKey}`],
    [...sign, '--expires-in', secretKey],
    [...sign, '--claim', secretKey],
    ['secrets', secretKey],
    ['secrets', 'list', '--local', '--organization', secretKey],
    ['settings', 'set', secretKey, '--local', '--organization', 'acme'],
    ['config', 'set', secretKey, 'x'],
    [...sign, '--content-path', '/d', '--external-id', 'e', '--name', 'Ada', '--key-file', secretKey],
  ])('is not repeated in the error: %s %s %s', async (...args) => {
    const { exitCode, output, error } = await embed(args);
    expect(exitCode).not.toBe(0);
    expect(error).toMatch(/^Error: /);
    expect(output + error).not.toContain(secretKey);
  });
});

it.each([
  ['secrets', 'list', '--organization', 'acme', '--api-url', url],
  ['secrets', 'list', '--local', '--organization', url],
  [url],
])('the signature of a URL in the wrong place is not repeated in the error: %s %s', async (...args) => {
  const { exitCode, output, error } = await embed(args);
  expect(exitCode).toBe(2);
  expect(output + error).not.toContain('ssss');
});

it('an error keeps the masked key by which a secret is found', async () => {
  const { error } = await embed(['secrets', 'list', '--local', '--organization', 'esk_…wxyz']);
  expect(error).toContain('esk_…wxyz');
});

it('a key that the command for the key printed to standard error is not repeated', async () => {
  const claims = ['--content-path', '/d', '--external-id', 'e', '--name', 'Ada'];
  const { error } = await embed([...sign, ...claims, '--key-command', `echo ${secretKey} >&2; exit 1`]);
  expect(error).toContain('The command for the key failed.');
  expect(error).not.toContain(secretKey);
});
