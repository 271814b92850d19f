/**
 * Tells requests that are slow by themselves from those that a busy machine made wait: what seems slow is done
 * again, and its best time counts. Slow is fifty times the median, and 50 ms at least.
 */
export function slowOutliers() {
  const floorMs = 50;
  const sample: number[] = [];
  const median = (): number => sample.toSorted((one, other) => one - other)[sample.length >> 1] ?? 0;
  return {
    /** @returns the best time in milliseconds of a request that is slow, else `undefined` */
    measure: async (act: () => Promise<unknown>): Promise<number | undefined> => {
      const first = await milliseconds(act);
      if (sample.length < 1001) sample.push(first);
      if (first < floorMs) return undefined;
      let best = first;
      for (let again = 0; again < 5 && best >= floorMs; again++)
        best = Math.min(best, await milliseconds(act));
      return best < Math.max(floorMs, 50 * median()) ? undefined : best;
    },
    median,
  };
}

async function milliseconds(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await act();
  return performance.now() - startedAt;
}
