import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';

/** Packages of functions, which others import. */
const libraries = readdirSync('dist/packages').filter((name) => ['signer', 'origin', 'cdk'].includes(name));

describe.each(libraries)('the manifest of the %s package', (name) => {
  const pkgDir = resolve('dist/packages', name);

  it('depends on the versions that the tests run with', () => {
    const read = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { dependencies = {} } = read(pkgDir);
    const { devDependencies } = read('.');
    for (const [dependency, range] of Object.entries(dependencies)) {
      expect(range, dependency).toBe(`^${devDependencies[dependency]}`);
    }
  });

  it('passes publint', async () => {
    const { messages, pkg } = await publint({ pkgDir, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('leads every module system to the types of its own script', () => {
    const folder = mkdtempSync(join(tmpdir(), 'embed-pack-'));
    try {
      const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, pkgDir], {
        encoding: 'utf8',
      });
      // node10 doesn't know `exports`; Node 20 is the oldest that the packages run on.
      const options = ['--profile', 'node16', '--no-definitely-typed', '--format', 'json'];
      const report = execFileSync('attw', [...options, join(folder, packed.trim())], { encoding: 'utf8' });
      const { problems } = JSON.parse(report).analysis as { problems: { resolutionKind?: string }[] };
      expect(problems.filter(({ resolutionKind }) => resolutionKind !== 'node10')).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
