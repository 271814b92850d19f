import { budgetMs } from './budget.ts';
import { type Attempt, attemptsOf, type TestFile } from './coverage.ts';
import type { Mutant } from './mutants.ts';
import { addResult } from './results.ts';

/** One run of tests of a file, all by default; on no mutant, to see what fails anyway. */
export type Run = {
  mutantId?: string;
  path: string;
  tests?: ReadonlySet<string> | undefined;
  /** Whether the code is loaded anew. */
  reload: boolean;
};

/** A test that failed; without an id, a hook or the file itself. */
export type Failure = { testId?: string; name: string };

type Noticed = { mutant: Mutant; path: string; by: Failure; milliseconds: number };

/** So many mutants are noticed before the tests that noticed them are run without one. */
const controlAfter = 20;

/**
 * Decides what to run next, and writes down the results.
 *
 * All runs share a process, so a mutant can leave something behind. Therefore every file is run once more without a
 * mutant at first, and a test that fails then is left out. And every few mutants the tests that noticed them are run
 * without one: if one fails, these mutants are tried again on code that is loaded anew.
 */
export class MutantQueue {
  readonly #mutants: Mutant[];
  readonly #files: readonly TestFile[];
  readonly #isLoaded: ReadonlySet<string>;
  readonly #testsHash: string;
  readonly #noticedIn = new Map<string, number>();
  readonly #retried = new Set<Mutant>();
  readonly #unrepeatable = new Set<string>();
  #mutant: Mutant | undefined;
  #attempts: Attempt[] = [];
  #spent = 0;
  #current: Run | undefined;
  #unconfirmed: Noticed[] = [];
  #controls: Run[];
  #isSpoilt = false;

  constructor(
    mutants: readonly Mutant[],
    files: readonly TestFile[],
    isLoaded: ReadonlySet<string>,
    testsHash: string,
  ) {
    this.#mutants = [...mutants].reverse();
    this.#files = files;
    this.#isLoaded = isLoaded;
    this.#testsHash = testsHash;
    this.#controls = files.map(({ path }) => ({ path, reload: false }));
  }

  next(): Run | undefined {
    this.#current = this.#controls.shift() ?? this.#nextAttempt();
    return this.#current;
  }

  finish(failures: readonly Failure[], milliseconds: number): void {
    const [by] = failures;
    if (this.#current?.mutantId === undefined) {
      if (this.#unconfirmed.length === 0) {
        for (const { testId, name } of failures) this.#unrepeatable.add(testId ?? name);
      }
      this.#isSpoilt ||= by !== undefined;
      if (this.#controls.length === 0) this.#confirm();
      return;
    }
    this.#spent += milliseconds;
    if (by === undefined || this.#mutant === undefined) return;
    const { path } = this.#current;
    this.#unconfirmed.push({ mutant: this.#mutant, path, by, milliseconds: this.#spent });
    this.#mutant = undefined;
    if (this.#unconfirmed.length >= controlAfter || this.#mutants.length === 0) this.#control();
  }

  #nextAttempt(): Run | undefined {
    if (this.#mutant === undefined) this.#start();
    for (; this.#mutant !== undefined; this.#start()) {
      const attempt = this.#spent < budgetMs ? this.#attempts.shift() : undefined;
      if (attempt !== undefined) {
        const isFirstAgain = this.#retried.has(this.#mutant) && this.#spent === 0;
        return { ...attempt, mutantId: this.#mutant.id, reload: attempt.reload || isFirstAgain };
      }
      this.#add(this.#mutant, { noticed: false, milliseconds: this.#spent });
    }
    if (this.#unconfirmed.length === 0) return undefined;
    this.#control();
    return this.#controls.shift();
  }

  #start(): void {
    this.#mutant = this.#mutants.pop();
    this.#spent = 0;
    if (this.#mutant === undefined) return;
    const { file, id } = this.#mutant;
    const noticedIn = (path: string) => this.#noticedIn.get(`${file} ${path}`) ?? 0;
    this.#attempts = attemptsOf(this.#mutant, this.#isLoaded.has(id), this.#files, noticedIn)
      .map((attempt) => ({
        ...attempt,
        tests: attempt.tests && new Set([...attempt.tests].filter((id) => !this.#unrepeatable.has(id))),
      }))
      .filter(({ tests }) => tests?.size !== 0);
  }

  #control(): void {
    const paths = Map.groupBy(this.#unconfirmed, ({ path }) => path);
    this.#controls = [...paths].map(([path, noticed]) => {
      const ids = noticed.flatMap(({ by }) => by.testId ?? []);
      // A hook is run with the whole file.
      return { path, tests: ids.length === noticed.length ? new Set(ids) : undefined, reload: false };
    });
  }

  #confirm(): void {
    for (const { mutant, path, by, milliseconds } of this.#unconfirmed) {
      if (this.#isSpoilt && !this.#retried.has(mutant)) {
        this.#retried.add(mutant);
        this.#mutants.push(mutant);
        continue;
      }
      const key = `${mutant.file} ${path}`;
      this.#noticedIn.set(key, (this.#noticedIn.get(key) ?? 0) + 1);
      this.#add(mutant, { noticed: true, by: by.name, milliseconds });
    }
    this.#unconfirmed = [];
    this.#isSpoilt = false;
  }

  #add(
    { key }: Mutant,
    { milliseconds, ...result }: { noticed: boolean; by?: string; milliseconds: number },
  ) {
    addResult({ key, ...result, tests: this.#testsHash, milliseconds: Math.round(milliseconds) });
  }
}
