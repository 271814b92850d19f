/** What a step reports when it ended. */
export type StepResult = { name: string; durationMs: number; error?: unknown };

/** Runs one named step of a check and reports it. */
export type Step = <Result>(name: string, action: () => Promise<Result>) => Promise<Result>;

/**
 * Makes the function that runs steps.
 *
 * @param report called once for each step, also for the one that failed
 * @returns a function that rejects with what the step rejected with
 */
export function stepRunner(report: (result: StepResult) => void): Step {
  return async (name, action) => {
    const from = performance.now();
    const durationMs = () => Math.round(performance.now() - from);
    try {
      const result = await action();
      report({ name, durationMs: durationMs() });
      return result;
    } catch (error) {
      report({ name, durationMs: durationMs(), error });
      throw error;
    }
  };
}
