import { defineConfig } from 'vitest/config';

/** The tests that each mutant has to face, as one project: Stryker's runner supports no more. */
export default defineConfig({
  test: {
    include: ['test/{shared,lambdas}/**/*.test.ts'],
    silent: true,
    // A mutant counts as noticed only by a test that fails each time.
    retry: 2,
  },
});
