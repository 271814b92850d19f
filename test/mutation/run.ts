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
let pending = pendingMutants();
while (pending.length > 0) {
  await runTests(pending);
  const left = pendingMutants();
  // A process stops when its memory is used up. If it has finished nothing, something else is wrong.
  if (left.length === pending.length) break;
  pending = left;
}
report();

function pendingMutants(): Mutant[] {
  const known = readResults();
  return mutants.filter(({ group, key }) => {
    const result = known.get(key);
    const isKnown = result?.noticed || result?.tests === testsHash;
    return !isKnown && (chosen.length === 0 || chosen.includes(group));
  });
}

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
  const resultOf = ({ key }: Mutant) => results.get(key);
  const harmless: Harmless[] = JSON.parse(readFileSync('test/mutation/harmless.json', 'utf8'));
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync('docs/mutation.md', mutationDocument(mutants, resultOf, harmless, date));
  const missing = mutants.filter((mutant) => resultOf(mutant) === undefined);
  const survivors = mutants.filter((mutant) => resultOf(mutant)?.noticed === false);
  const unexplained = survivors.filter((mutant) => reasonOf(mutant, harmless) === undefined);
  process.stdout.write(
    `${scoreOf(mutants)}, ${unexplained.length} survivors without a reason, ${missing.length} not run\n`,
  );
  const isScoreMet = survivors.length <= (1 - requiredScore) * mutants.length;
  if (!isScoreMet || unexplained.length > 0 || missing.length > 0) process.exitCode = 1;
}

declare module 'vitest' {
  interface ProvidedContext {
    mutants: Mutant[];
    testsHash: string;
  }
}
