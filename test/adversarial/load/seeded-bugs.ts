import type { StoreBug } from '../harness/harness.ts';

/** Never releases the memory that a request took. */
export function leakingMemory(): StoreBug {
  const kept: Buffer[] = [];
  return (dynamodb) => async (request, budget) => {
    kept.push(Buffer.alloc(100_000));
    return await dynamodb(request, budget);
  };
}
