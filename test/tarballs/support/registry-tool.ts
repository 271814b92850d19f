import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/**
 * Installs a runtime or compiler that comes as an npm package, for this test file only: they are too large for
 * everyone's `npm ci`.
 *
 * @param spec name and exact version
 * @param file of the tool, in `node_modules`
 * @returns `undefined` if the registry doesn't have it for this machine: skip the tests that need it
 */
export function registryTool(spec: string, file: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'embed-tool-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
    execFileSync('npm', ['install', ...options, spec], { stdio: 'pipe', timeout: 120_000 });
  } catch {
    return undefined;
  }
  const path = join(folder, 'node_modules', file);
  return existsSync(path) ? path : undefined;
}
