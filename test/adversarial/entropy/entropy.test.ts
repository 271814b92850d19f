import { expect, it, vi } from 'vitest';
import { makeReport } from '../harness/report.ts';
import { checkEntropy, sources } from './entropy.ts';
import { of32Bits, uneven, withFixedEnd } from './seeded-bugs.ts';

// Key pairs and compression are slow, and don't affect the random values.
vi.mock('node:crypto', async (importOriginal) => {
  const crypto = await importOriginal<typeof import('node:crypto')>();
  return { ...crypto, generateKeyPairSync: () => ({ privateKey: { export: () => ({}) } }) };
});
vi.mock('node:zlib', async (importOriginal) => {
  const zlib = await importOriginal<typeof import('node:zlib')>();
  return { ...zlib, deflateRawSync: (text: string) => Buffer.from(text) };
});

it('keys, IDs and nonces can’t be guessed', async () => {
  const report = makeReport();
  const insecure = vi.spyOn(Math, 'random');
  for (const [name, source] of Object.entries(sources)) await checkEntropy(report, name, source);
  expect(insecure).not.toHaveBeenCalled();
  insecure.mockRestore();
  report.print('entropy');
  expect(report.findings()).toEqual([]);
});

it.each([
  ['has 32 bits, spread over more characters', of32Bits, 'the source repeats a value'],
  ['is partly fixed', withFixedEnd, 'the source uses few characters at a position'],
  ['is uneven', uneven, 'the source prefers a character at a position'],
])('a source that %s would be found', async (_, source, finding) => {
  const report = makeReport();
  await checkEntropy(report, 'the source', source);
  expect(report.findings()).toEqual([finding]);
});
