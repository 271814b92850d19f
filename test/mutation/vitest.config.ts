import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { instrument } from './mutants.ts';

const { sources } = await instrument();

/** The unit tests, on code that has every mutant in it, one after the other in one process (`mutation-runner.ts`). */
export default defineConfig({
  plugins: [
    {
      name: 'mutants',
      enforce: 'pre',
      load: (id) => sources.get(relative(process.cwd(), id)),
    },
  ],
  test: {
    include: ['test/{shared,lambdas}/**/*.test.ts'],
    runner: './test/mutation/mutation-runner.ts',
    setupFiles: ['test/support/log-to-console.ts'],
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    silent: true,
    retry: 0,
  },
});
