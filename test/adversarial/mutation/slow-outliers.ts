import { setImmediate } from 'node:timers/promises';

const floorMs = 50;
const suspectsAtMost = 50;

/**
 * Tells requests that are slow by themselves from those that a busy machine or its garbage collector made wait:
 * what seems slow is done again when all is over, and its best time counts. Slow is fifty times the median, and
 * 50 ms at least.
 */
export function slowOutliers() {
  const sample: number[] = [];
  const suspects: { act: () => Promise<unknown>; describe: () => string }[] = [];
  const median = (): number => sample.toSorted((one, other) => one - other)[sample.length >> 1] ?? 0;
  return {
    median,
    measure: async (act: () => Promise<unknown>, describe: () => string): Promise<void> => {
      const taken = await milliseconds(act);
      if (sample.length < 1001) sample.push(taken);
      if (taken >= floorMs && suspects.length < suspectsAtMost) suspects.push({ act, describe });
    },
    /** The first that is slow each time, with its best time. */
    confirm: async (): Promise<string | undefined> => {
      for (const { act, describe } of suspects) {
        let best = Number.POSITIVE_INFINITY;
        for (let again = 0; again < 10 && best >= floorMs; again++) {
          await setImmediate();
          best = Math.min(best, await milliseconds(act));
        }
        if (best >= Math.max(floorMs, 50 * median())) return `${describe()} took ${best.toFixed(0)} ms`;
      }
      return undefined;
    },
  };
}

async function milliseconds(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}
