/** What the instrumented code reads and counts, by Stryker's convention. */
type Instrumentation = {
  activeMutant?: string | undefined;
  /** Where the coverage is counted; under `static` if not set. */
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
};

const holder = globalThis as { __stryker__?: Instrumentation };
holder.__stryker__ ??= { mutantCoverage: { static: {}, perTest: {} } };
export const instrumentation: Instrumentation = holder.__stryker__;

/** A loop that a mutant keeps alive ends when its switch was passed this often. */
const hitLimit = 200_000;

export function activate(mutantId: string | undefined): void {
  instrumentation.activeMutant = mutantId;
  instrumentation.hitCount = mutantId === undefined ? undefined : 0;
  instrumentation.hitLimit = hitLimit;
}
