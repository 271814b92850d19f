import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { confirmFindings } from '../../docs/scanners/confirm-findings.ts';
import { falseSamples, trueSamples } from '../support/scanner-samples.ts';

const available = spawnSync('gitleaks', ['version']).status === 0;
// Without gitleaks nothing runs, afterAll included.
const folder = available ? mkdtempSync(join(tmpdir(), 'gitleaks-')) : '';
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!available)('gitleaks with our rule', () => {
  const found = scan();

  it('finds the keys of all true samples and nothing in the false ones', () => {
    const ours = found.filter(({ RuleID }) => RuleID === 'embed-secret-key');
    expect(ours.map(({ StartLine }) => StartLine).sort((one, other) => one - other)).toEqual(
      trueSamples.map((_, index) => index + 1),
    );
  });

  it('leaves the keys whose checksum holds', () => {
    const ours = found.filter(({ RuleID }) => RuleID === 'embed-secret-key');
    expect(confirmFindings(JSON.stringify(ours))).toHaveLength(
      trueSamples.filter(({ confirmed }) => confirmed).length,
    );
  });
});

function scan(): { RuleID: string; StartLine: number }[] {
  if (!available) return [];
  writeFileSync(
    join(folder, 'samples.txt'),
    [...trueSamples.map(({ line }) => line), ...falseSamples].join('\n'),
  );
  const report = join(folder, 'report.json');
  const config = new URL('../../docs/scanners/gitleaks.toml', import.meta.url).pathname;
  const { status, stderr } = spawnSync(
    'gitleaks',
    [
      'dir',
      folder,
      '--config',
      config,
      '--report-format',
      'json',
      '--report-path',
      report,
      '--exit-code',
      '0',
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(readFileSync(report, 'utf8'));
}
