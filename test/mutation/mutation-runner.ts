import type { RunnerTestCase, RunnerTestFile, RunnerTestSuite } from 'vitest';
import { inject, TestRunner } from 'vitest';
import type { TestFile } from './coverage.ts';
import { activate, instrumentation } from './instrumentation.ts';
import { importsOf, invalidateSources } from './loaded-modules.ts';
import { type Failure, MutantQueue, type Run } from './mutant-queue.ts';

const maxHeapBytes = 2_500_000_000;

/**
 * Runs every test file once and notes what each test reaches. Then it runs, in the same process and with the same
 * loaded code, the tests that reach a mutant, for one mutant after the other.
 *
 * For this it adds files to the list that Vitest is working on.
 */
export default class MutationRunner extends TestRunner {
  // biome-ignore lint/complexity/useLiteralKeys: Vitest declares it private, and has no other way to add files
  readonly #worker = this['workerState'];
  readonly #specifications = this.#worker.ctx.files;
  readonly #files: TestFile[] = [];
  #left = this.#specifications.length;
  #queue: MutantQueue | undefined;
  #run: Run | undefined;
  #failures: Failure[] = [];
  #startedAt = 0;
  #areSourcesMutated = false;

  override importFile(path: string, source: 'collect' | 'setup'): unknown {
    if (source === 'collect') {
      this.#startedAt = performance.now();
      this.#failures = [];
      instrumentation.currentTestId = undefined;
      if (this.#run?.reload || this.#areSourcesMutated) invalidateSources(this.#worker.evaluatedModules);
      this.#areSourcesMutated = this.#run?.reload ?? false;
      activate(this.#run?.mutantId);
    }
    return super.importFile(path, source);
  }

  onCollected([file]: RunnerTestFile[]): void {
    if (file === undefined) return;
    if (file.result?.state === 'fail') this.#failures.push({ name: `${file.name} is loaded` });
    if (this.#run?.tests !== undefined) keepOnly(file, this.#run.tests);
  }

  override async onBeforeRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onBeforeRunSuite(suite);
    if (this.#queue === undefined) instrumentation.currentTestId = suite.file.id;
  }

  override async onBeforeRunTask(test: RunnerTestCase): Promise<void> {
    if (this.#run?.mutantId !== undefined && this.#failures.length > 0) test.mode = 'skip';
    await super.onBeforeRunTask(test);
    if (this.#queue === undefined) instrumentation.currentTestId = test.id;
  }

  override onAfterRunTask(test: RunnerTestCase): void {
    super.onAfterRunTask(test);
    if (this.#queue === undefined) instrumentation.currentTestId = test.file.id;
    else if (test.result?.state === 'fail') {
      this.#failures.push({ testId: test.id, name: `${test.file.name}: ${test.name}` });
    }
  }

  override async onAfterRunSuite(suite: RunnerTestSuite): Promise<void> {
    await super.onAfterRunSuite(suite);
    if (suite.result?.errors !== undefined) this.#failures.push({ name: `${suite.file.name}: a hook` });
  }

  override onAfterRunFiles(files: RunnerTestFile[]): void {
    super.onAfterRunFiles(files);
    const [file] = files;
    if (file === undefined) return;
    activate(undefined);
    if (this.#queue === undefined) this.#learn(file);
    else this.#queue.finish(this.#failures, performance.now() - this.#startedAt);
    if (this.#queue !== undefined) this.#runNext();
  }

  /** Notes what the tests of a file reach; after the last file, starts with the mutants. */
  #learn(file: RunnerTestFile): void {
    const tests = testsOf(file).filter(({ result }) => result?.state === 'pass');
    const duration = performance.now() - this.#startedAt;
    const durations = tests.map(({ id, result }): [string, number] => [id, result?.duration ?? 0]);
    const inTests = durations.reduce((sum, [, each]) => sum + each, 0);
    const { perTest } = instrumentation.mutantCoverage;
    const reached = new Map<string, Set<string>>();
    for (const { id } of tests) {
      for (const mutantId of Object.keys(perTest[id] ?? {})) {
        const reaching = reached.get(mutantId) ?? new Set();
        reached.set(mutantId, reaching.add(id));
      }
    }
    this.#files.push({
      path: file.filepath,
      overhead: Math.max(0, Math.min(duration - inTests, 300)),
      tests: new Map(durations),
      reached,
      reachedByHooks: new Set(Object.keys(perTest[file.id] ?? {})),
      imports: new Map(),
    });
    this.#left -= 1;
    if (this.#left > 0) return;
    const files = this.#files.map((each) => ({
      ...each,
      imports: importsOf(each.path, this.#worker.evaluatedModules),
    }));
    const isLoaded = new Set(Object.keys(instrumentation.mutantCoverage.static));
    this.#queue = new MutantQueue(inject('mutants'), files, isLoaded, inject('testsHash'));
  }

  #runNext(): void {
    // What the mutants leave behind adds up. The next process continues (`run.ts`).
    if (process.memoryUsage().heapUsed > maxHeapBytes) return;
    this.#run = this.#queue?.next();
    const specification = this.#specifications.find(
      ({ filepath }: { filepath: string }) => filepath === this.#run?.path,
    );
    if (specification !== undefined) this.#specifications.push({ ...specification });
  }
}

const testsOf = (suite: RunnerTestSuite): RunnerTestCase[] =>
  suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]));

/** Skips the other tests, and the hooks of suites without any. */
function keepOnly(suite: RunnerTestSuite, tests: ReadonlySet<string>): void {
  for (const task of suite.tasks) {
    if (task.type === 'suite') keepOnly(task, tests);
    const isKept = task.type === 'suite' ? testsOf(task).some(({ id }) => tests.has(id)) : tests.has(task.id);
    if (!isKept) task.mode = 'skip';
  }
}
