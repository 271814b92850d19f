import type { Clock } from '../../shared/clock.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { type EnvironmentKeys, rememberedForMs } from '../../shared/environment/environment-keys.ts';
import { readEnvironmentKeys } from '../../shared/environment/read-environment-keys.ts';

/** Caches the environment's keys for 5 minutes. Concurrent requests share one read. */
export function environmentKeysCache(clock: Clock): (dynamodb: DynamoDb) => Promise<EnvironmentKeys> {
  let cached: { keys: Promise<EnvironmentKeys>; until: number } | undefined;
  return async (dynamodb) => {
    const now = clock();
    if (cached === undefined || now >= cached.until) {
      const reading = { keys: readEnvironmentKeys(dynamodb, now), until: now + rememberedForMs };
      cached = reading;
      reading.keys.catch(() => {
        if (cached === reading) cached = undefined;
      });
    }
    return await cached.keys;
  };
}
