import { setImmediate } from 'node:timers/promises';

const floorMs = 50;
const suspectsAtMost = 50;

/**
 * Tells requests that are slow by themselves from those that a busy machine or its garbage collector delayed:
 * whatever seemed slow is repeated at the end, and its best time counts. Slow is 50 times the median, and at
 * least 50 ms.
 */
export function slowOutliers() {
  const sample: number[] = [];
  const suspects: (() => unknown)[] = [];
  const median = (): number => sample.toSorted((one, other) => one - other)[sample.length >> 1] ?? 0;
  return {
    median,
    count: (): number => sample.length,
    /** @param repeat does the same again */
    record: (milliseconds: number, repeat: () => unknown): void => {
      sample.push(milliseconds);
      if (milliseconds >= floorMs && suspects.length < suspectsAtMost) suspects.push(repeat);
    },
    /** The best times of those that are slow each time. */
    confirm: async (): Promise<number[]> => {
      const slow: number[] = [];
      for (const repeat of suspects) {
        let best = Number.POSITIVE_INFINITY;
        for (let attempt = 0; attempt < 10 && best >= floorMs; attempt++) {
          await setImmediate();
          const startedAt = performance.now();
          await repeat();
          best = Math.min(best, performance.now() - startedAt);
        }
        if (best >= Math.max(floorMs, 50 * median())) slow.push(best);
      }
      return slow;
    },
  };
}
