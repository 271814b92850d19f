import { budgetMs } from './budget.ts';
import { ignored } from './ignored.ts';
import type { Mutant } from './mutants.ts';
import type { Result } from './results.ts';

/** Why a survivor is harmless: of one mutation, or of all mutations of a text. */
export type Harmless = { file: string; original: string; replacement?: string; reason: string };

/** The page `docs/mutation.md`. */
export function mutationDocument(
  mutants: readonly Mutant[],
  resultOf: (mutant: Mutant) => Result | undefined,
  harmless: readonly Harmless[],
  date: string,
): string {
  const run = mutants.filter((mutant) => resultOf(mutant) !== undefined);
  const isNoticed = (mutant: Mutant) => resultOf(mutant)?.noticed === true;
  const noticed = run.filter(isNoticed);
  const missing = mutants.length - run.length;
  const survivors = run.filter((mutant) => !isNoticed(mutant));
  const explained = survivors.filter((mutant) => reasonOf(mutant, harmless) !== undefined);
  const files = [...new Set(mutants.map(({ file }) => file))].sort();
  return `# Mutation tests

\`npm run test:mutation\` changes the code that decides who gets in, one place at a time, and runs the unit tests on
each mutant. A mutant that no test notices is a hole in the tests, unless it changes nothing that matters. The files
are listed in \`test/mutation/groups.ts\`; all operators of Stryker apply to them, and no comment switches one off. This
page is the result of ${date}.

Left out, by \`test/mutation/ignored.ts\`:

${Object.values(ignored)
  .map((reason) => `- ${reason}`)
  .join('\n')}

How it runs: Stryker's instrumenter puts every mutant behind a switch, Vitest loads that code once, and the tests that
reach a mutant run on it in the same process until one fails (\`test/mutation/mutation-runner.ts\`). Every few mutants,
the tests that failed run without a mutant: if one fails again, these mutants are tried again on freshly loaded code.
Tests of a mutant are given up after ${budgetMs / 1000} seconds (\`MUTATION_BUDGET\`), so that some mutants count as
survivors though a later test would notice them. That can only lower the score.

**${noticed.length} of ${run.length} mutants were noticed: ${percent(noticed.length, run.length)}.** ${missing} of all ${mutants.length} were not run.
${explained.length} of the ${survivors.length} survivors have a reason why they are harmless; the others are open.

| file | mutants | run | noticed |
|---|---|---|---|
${files.map((file) => fileRow(file, mutants, run, isNoticed)).join('\n')}

## Survivors

${survivorTable(survivors, harmless)}
`;
}

export const reasonOf = (mutant: Mutant, harmless: readonly Harmless[]): string | undefined =>
  harmless.find(
    ({ file, original, replacement }) =>
      file === mutant.file &&
      original === mutant.original &&
      (replacement === undefined || replacement === mutant.replacement),
  )?.reason;

export const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

function fileRow(
  file: string,
  mutants: readonly Mutant[],
  run: readonly Mutant[],
  isNoticed: (mutant: Mutant) => boolean,
): string {
  const isOwn = (mutant: Mutant) => mutant.file === file;
  const own = run.filter(isOwn);
  const score = percent(own.filter(isNoticed).length, own.length);
  return `| ${file} | ${mutants.filter(isOwn).length} | ${own.length} | ${score} |`;
}

function survivorTable(mutants: readonly Mutant[], harmless: readonly Harmless[]): string {
  const rows = mutants.map((mutant) => {
    const place = `${mutant.file}:${mutant.line}`;
    const reason = reasonOf(mutant, harmless) ?? 'open';
    return `| ${place} | ${code(mutant.original)} | ${code(mutant.replacement)} | ${reason} |`;
  });
  if (rows.length === 0) return 'None.';
  return ['| place | code | mutant | why it is harmless |', '|---|---|---|---|', ...rows].join('\n');
}

/** Code in a cell of a table, on one line and not too long. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const short = line.length > 80 ? `${line.slice(0, 79)}…` : line;
  return short === '' ? '(nothing)' : `\`\` ${short.replaceAll('|', '\\|')} \`\``;
}
