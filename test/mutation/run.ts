import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { type Harmless, mutationDocument, percent, reasonOf } from './document.ts';
import { groups } from './groups.ts';
import { readResults, resultFile } from './results.ts';

/**
 * `npm run test:mutation [group…]`: mutates the groups, all by default, and writes `docs/mutation.md`. Results are
 * kept in `reports/mutation`, and what hasn't changed since isn't run again: an interrupted run continues with the
 * group that was interrupted.
 *
 * Fails if less than 90 % of the mutants are noticed, or a survivor has no reason in `harmless.json`.
 */
const requiredScore = 0.9;

const chosen = process.argv.slice(2);
const unknown = chosen.find((group) => groups[group] === undefined);
if (unknown !== undefined) throw new Error(`no group ${unknown}: ${Object.keys(groups).join(', ')}`);
for (const [group, patterns] of Object.entries(groups)) {
  if (chosen.length === 0 || chosen.includes(group)) mutate(group, filesOf(patterns));
}

const missing = Object.keys(groups).filter((group) => !existsSync(resultFile(group)));
if (missing.length > 0) {
  process.stdout.write(`docs/mutation.md needs every group; still to run: ${missing.join(', ')}\n`);
  process.exit(1);
}
const mutants = readResults();
const harmless = JSON.parse(readFileSync('test/mutation/harmless.json', 'utf8')) as Harmless[];
const noticed = mutants.filter((mutant) => mutant.noticed).length;
const unexplained = mutants.filter((mutant) => !mutant.noticed && reasonOf(mutant, harmless) === undefined);
const date = new Date().toISOString().slice(0, 10);
writeFileSync('docs/mutation.md', mutationDocument(mutants, harmless, date));
process.stdout.write(
  `${noticed} of ${mutants.length} mutants noticed (${percent(noticed, mutants.length)}), ${unexplained.length} survivors without a reason\n`,
);
if (noticed < requiredScore * mutants.length || unexplained.length > 0) process.exitCode = 1;

function filesOf(patterns: readonly string[]): string[] {
  const [included, excluded] = [
    patterns.filter((pattern) => !pattern.startsWith('!')),
    patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)),
  ];
  const files = globSync(included, { exclude: excluded }).sort();
  for (const file of files) {
    if (readFileSync(file, 'utf8').includes('Stryker disable')) {
      throw new Error(`${file} switches mutations off in a comment`);
    }
  }
  return files;
}

function mutate(group: string, files: readonly string[]): void {
  process.stdout.write(`${group}: ${files.length} files\n`);
  const { status } = spawnSync(
    'npx',
    [
      ...['stryker', 'run', 'test/mutation/stryker.config.json'],
      ...['--mutate', files.join(','), '--incrementalFile', resultFile(group)],
    ],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`the mutants of ${group} did not run to the end`);
}
