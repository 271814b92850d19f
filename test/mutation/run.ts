import { readFileSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { startVitest } from 'vitest/node';
import { type Harmless, mutationDocument, percent, reasonOf } from './document.ts';
import { groups } from './groups.ts';
import { hashOfTests, instrument, type Mutant } from './mutants.ts';
import { readResults } from './results.ts';

/**
 * `npm run test:mutation [group…]`: runs the unit tests on each mutant of the groups, all by default, and writes
 * `docs/mutation.md`. Results are kept in `reports/mutation`: an interrupted run continues where it was. A mutant
 * that was noticed is tried again when its file changes, one that wasn't also when the tests change.
 *
 * Fails if less than 90 % of the mutants are noticed, or a survivor has no reason in `harmless.json`.
 */
const requiredScore = 0.9;

const chosen = process.argv.slice(2);
const unknown = chosen.find((group) => groups[group] === undefined);
if (unknown !== undefined) throw new Error(`no group ${unknown}: ${Object.keys(groups).join(', ')}`);

const { mutants } = await instrument();
const testsHash = hashOfTests();
const known = readResults();
const pending = mutants.filter(({ group, key }) => {
  const result = known.get(key);
  const isKnown = result?.noticed || result?.tests === testsHash;
  return !isKnown && (chosen.length === 0 || chosen.includes(group));
});
if (pending.length > 0) await runTests(pending);
report();

async function runTests(pending: readonly Mutant[]): Promise<void> {
  process.stdout.write(`${pending.length} of ${mutants.length} mutants to run\n`);
  const progress = setInterval(() => process.stdout.write(`${scoreOf(pending)}\n`), 30_000);
  const vitest = await startVitest('test', [], {
    config: 'test/mutation/vitest.config.ts',
    watch: false,
    reporters: [{}],
    provide: { mutants: [...pending], testsHash },
  });
  for (const error of vitest.state.getUnhandledErrors()) process.stderr.write(`${inspect(error)}\n`);
  await vitest.close();
  clearInterval(progress);
}

function scoreOf(some: readonly Mutant[]): string {
  const results = readResults();
  const finished = some.flatMap(({ key }) => results.get(key) ?? []);
  const noticed = finished.filter((result) => result.noticed).length;
  return `${noticed} of ${finished.length} mutants noticed (${percent(noticed, finished.length)})`;
}

function report(): void {
  const results = readResults();
  const missing = mutants.filter(({ key }) => !results.has(key));
  if (missing.length > 0) {
    process.stdout.write(`docs/mutation.md needs every group; ${missing.length} mutants are still to run\n`);
    process.exitCode = 1;
    return;
  }
  const isNoticed = ({ key }: Mutant) => results.get(key)?.noticed === true;
  const harmless: Harmless[] = JSON.parse(readFileSync('test/mutation/harmless.json', 'utf8'));
  const unexplained = mutants.filter((each) => !isNoticed(each) && reasonOf(each, harmless) === undefined);
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync('docs/mutation.md', mutationDocument(mutants, isNoticed, harmless, date));
  process.stdout.write(`${scoreOf(mutants)}, ${unexplained.length} survivors without a reason\n`);
  const noticed = mutants.filter(isNoticed).length;
  if (noticed < requiredScore * mutants.length || unexplained.length > 0) process.exitCode = 1;
}

declare module 'vitest' {
  interface ProvidedContext {
    mutants: Mutant[];
    testsHash: string;
  }
}
