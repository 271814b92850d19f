import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import type { Comparison } from './compare.ts';
import { performancePage } from './performance-page.ts';
import type { Result, Results, Row, Verdict } from './row.ts';
import { sessionRequestRows } from './rows/session-request.ts';
import { verifyLoginUrlRows } from './rows/verify-login-url.ts';

/**
 * Measures each row, and writes bench/results/latest.json and docs/performance.md. With `--check`, writes
 * nothing and fails if a row misses its bound.
 */

/** A row whose rounds differ more than this is not measurable on this machine now. */
const spreadMax = 0.1;

const verdictOf = ({ ratio, spread, bound }: Comparison & { bound: number }): Verdict => {
  if (spread > spreadMax) return 'not measurable';
  return ratio <= bound ? 'reached' : 'missed';
};

async function measured({ measure, ...row }: Row): Promise<Result> {
  let comparison = await measure();
  if (comparison.spread > spreadMax) comparison = await measure();
  const result = { ...row, ...comparison, verdict: verdictOf({ ...row, ...comparison }) };
  const figures = `${result.ratio.toFixed(2)} (at most ${row.bound}), spread ${(result.spread * 100).toFixed(0)}%`;
  process.stdout.write(`${row.what}, to ${row.reference}: ${figures}: ${result.verdict}\n`);
  return result;
}

const sessions = await sessionRequestRows();
const rows: Result[] = [];
try {
  for (const row of [...sessions.rows, ...verifyLoginUrlRows]) rows.push(await measured(row));
} finally {
  await sessions.close();
}

if (process.argv.includes('--check')) {
  if (rows.some(({ verdict }) => verdict !== 'reached')) process.exitCode = 1;
} else {
  const [cpu] = cpus();
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${cpu?.model}, ${platform()} ${arch()}`,
    node: process.version,
    rows,
  };
  mkdirSync(new URL('results/', import.meta.url), { recursive: true });
  writeFileSync(
    new URL('results/latest.json', import.meta.url),
    `${JSON.stringify(results, undefined, 2)}\n`,
  );
  writeFileSync(new URL('../docs/performance.md', import.meta.url), performancePage(results));
}
