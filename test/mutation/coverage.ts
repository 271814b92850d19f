import type { Mutant } from './mutants.ts';

/** A test file, as one run without a mutant showed it. */
export type TestFile = {
  path: string;
  /** Milliseconds before the first test, and of each test by its id. */
  overhead: number;
  tests: Map<string, number>;
  /** Mutants that its tests reach, each with the tests; and those that its hooks reach. */
  reached: Map<string, Set<string>>;
  reachedByHooks: Set<string>;
  /** Source files that it imports, directly or not, by how far away they are. */
  imports: Map<string, number>;
};

/** What to run on a mutant, file by file. */
export type Attempt = {
  path: string;
  /** The ids of the tests; all, if they aren't known. */
  tests: Set<string> | undefined;
  /** Whether the code has to be loaded again, because the mutant is in code that runs when it is loaded. */
  reload: boolean;
  cost: number;
};

/** The test files that may notice a mutant: first those that noticed others of the same file, then the quickest. */
export function attemptsOf(
  mutant: Mutant,
  isReachedByLoading: boolean,
  files: readonly TestFile[],
  noticedBefore: (path: string) => number,
): Attempt[] {
  const reaching = files
    .filter(({ reached, reachedByHooks }) => reached.has(mutant.id) || reachedByHooks.has(mutant.id))
    .map((file): Attempt => {
      const tests = file.reachedByHooks.has(mutant.id) ? undefined : file.reached.get(mutant.id);
      return { path: file.path, tests, reload: false, cost: costOf(file, tests) };
    });
  const importing = isReachedByLoading
    ? files
        .filter(({ imports }) => imports.has(mutant.file))
        .map((file): Attempt => {
          const distance = file.imports.get(mutant.file) ?? 0;
          return { path: file.path, tests: undefined, reload: true, cost: costOf(file) * distance };
        })
    : [];
  const byPromise = (one: Attempt, other: Attempt) =>
    noticedBefore(other.path) - noticedBefore(one.path) || one.cost - other.cost;
  return [...reaching.sort(byPromise), ...importing.sort(byPromise)];
}

function costOf({ overhead, tests: all }: TestFile, tests?: Set<string>): number {
  const durations = [...all].filter(([id]) => tests?.has(id) ?? true).map(([, duration]) => duration);
  return overhead + durations.reduce((sum, duration) => sum + duration, 0);
}
