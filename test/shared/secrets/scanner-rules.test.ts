import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { confirmFindings } from '../../../docs/scanners/confirm-findings.ts';
import { generateSecretKey } from '../../../shared/secrets/secret-key.ts';
import { falseSamples, trueSamples } from '../../support/scanner-samples.ts';

const rules = {
  'gitleaks.toml': /^regex = '''(.+)'''$/m,
  'trufflehog.yaml': /^ +key: '(.+)'$/m,
} as const;

/** Finds keys as the scanners do: the expression of the file, then the entropy that it demands. */
function finder(file: keyof typeof rules): (text: string) => string[] {
  const text = readFileSync(new URL(`../../../docs/scanners/${file}`, import.meta.url), 'utf8');
  const expression = rules[file].exec(text)?.[1];
  const entropy = /^\s*entropy(?: =|:) (\d+)$/m.exec(text)?.[1];
  if (expression === undefined || entropy === undefined) throw new Error(`${file} has no rule`);
  return (line) =>
    [...line.matchAll(new RegExp(expression, 'g'))]
      .map(([, key = '']) => key)
      .filter((key) => entropyOf(key) > Number(entropy));
}

/** Shannon entropy in bits a character. */
function entropyOf(text: string): number {
  const counts = [...new Set(text)].map((one) => text.split(one).length - 1);
  return -counts.reduce((sum, count) => sum + (count / text.length) * Math.log2(count / text.length), 0);
}

describe.each(['gitleaks.toml', 'trufflehog.yaml'] as const)('the rule of %s', (file) => {
  const find = finder(file);

  it.each(trueSamples)('finds the key of $line', ({ line, key }) => {
    expect(find(line)).toEqual([key]);
  });

  it.each(falseSamples)('finds none in %s', (line) => {
    expect(find(line)).toEqual([]);
  });

  it('finds every key that is generated', () => {
    for (let made = 0; made < 2000; made++) {
      const key = generateSecretKey();
      expect(find(`key=${key}`)).toEqual([key]);
    }
  });

  it('finds two adjacent keys', () => {
    const keys = [generateSecretKey(), generateSecretKey()];
    expect(find(keys.join(','))).toEqual(keys);
  });
});

describe('confirming findings', () => {
  const confirmed = trueSamples.filter((sample) => sample.confirmed);

  it('keeps the keys of a gitleaks report whose checksum holds', () => {
    const report = trueSamples.map(({ key }, line) => ({ Secret: key, File: 'a.env', StartLine: line + 1 }));
    expect(confirmFindings(JSON.stringify(report))).toEqual(
      confirmed.map(({ key }, line) => `a.env:${line + 1} esk_…${key.slice(-4)}`),
    );
  });

  it('keeps the keys of a trufflehog report whose checksum holds', () => {
    const report = trueSamples.map(({ key }, line) =>
      JSON.stringify({ Raw: key, SourceMetadata: { Data: { Git: { file: 'a.env', line: line + 1 } } } }),
    );
    expect(confirmFindings(`${report.join('\n')}\n`)).toEqual(
      confirmed.map(({ key }, line) => `a.env:${line + 1} esk_…${key.slice(-4)}`),
    );
  });

  it('prints no key', () => {
    const report = trueSamples.map(({ key }) => ({ Secret: key, File: 'a.env', StartLine: 1 }));
    const printed = confirmFindings(JSON.stringify(report)).join('\n');
    for (const { key } of trueSamples) expect(printed).not.toContain(key);
  });

  it('reports nothing for an empty report', () => {
    expect(confirmFindings('')).toEqual([]);
    expect(confirmFindings('[]')).toEqual([]);
  });
});
