import type { Clock } from '../../shared/clock.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { type EnvironmentKeys, rememberedForMs } from '../../shared/environment/keys.ts';
import { readEnvironmentKeys } from '../../shared/environment/store.ts';

/** The environment's keys, read when first needed and again after 5 minutes; one read serves all who wait. */
export function environmentMemory(clock: Clock): (dynamodb: DynamoDb) => Promise<EnvironmentKeys> {
  let remembered: { keys: Promise<EnvironmentKeys>; until: number } | undefined;
  return async (dynamodb) => {
    const now = clock();
    if (remembered === undefined || now >= remembered.until) {
      const reading = { keys: readEnvironmentKeys(dynamodb, now), until: now + rememberedForMs };
      remembered = reading;
      reading.keys.catch(() => {
        if (remembered === reading) remembered = undefined;
      });
    }
    return await remembered.keys;
  };
}
