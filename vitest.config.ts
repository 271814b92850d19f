import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts the two minutes of load first, so that the other checkers run in parallel. */
class LoadFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLoad = ({ moduleId }: TestSpecification) => moduleId.endsWith('/adversarial/load/load.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isLoad), ...sorted.filter((file) => !isLoad(file))];
  }
}

/** The functions write their log straight to standard output, as in Lambda. */
const setupFiles = ['test/support/log-to-console.ts'];

export default defineConfig({
  test: {
    silent: 'passed-only',
    sequence: { sequencer: LoadFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{shared,lambdas,cli,docs,web,packages,examples}/**/*.test.ts'],
          setupFiles,
        },
      },
      {
        test: {
          name: 'local',
          include: ['test/{local,mixed-versions,restore-check,smoke}/**/*.test.ts'],
          setupFiles,
        },
      },
      {
        // The packages as they would be published, installed from their tarballs: not part of `npm test`.
        test: {
          name: 'packages',
          include: ['test/tarballs/**/*.test.ts'],
          globalSetup: 'test/tarballs/support/build-packages.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // With other languages' clients, where they are: not part of `npm test`.
        test: {
          name: 'interop',
          setupFiles,
          include: ['test/interop/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          setupFiles,
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // In the browser engines that this machine has: not part of `npm test`.
        test: {
          name: 'engines',
          setupFiles,
          include: ['test/engines/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'infra',
          include: ['test/{infra,bundle}/**/*.test.ts'],
          globalSetup: 'test/infra/support/synthesize.ts',
          // A child process that loads the CDK, on a machine that does other things too.
          testTimeout: 60_000,
        },
      },
      {
        // On an AWS emulator, where it is installed: not part of `npm test`.
        test: { name: 'deployed', include: ['test/deployed/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        // In a browser, on an emulator of Cognito, where it is installed: not part of `npm test`.
        test: {
          name: 'sign-in',
          setupFiles,
          include: ['test/sign-in/**/*.test.ts'],
          // Each file has an emulator of its own.
          fileParallelism: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'adversarial',
          setupFiles,
          include: ['test/adversarial/**/*.test.ts'],
          // A run on demand tries twenty times as much as CI, or loads for ten minutes.
          testTimeout: 3_600_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
