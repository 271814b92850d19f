import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';

/** 201: the environment's first keys, or new ones beside the old. Never says the keys themselves. */
export const rotateEnvironmentKeysHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'rotate-environment-keys',
      run: async ({ actor, now, requestId }, { dynamodb, log }) => {
        const rotated = await rotateEnvironmentKeys(dynamodb, now);
        log({ event: 'environment_keys_rotated', keyId: rotated.keyId, actor, requestId });
        return { status: 201, body: rotated };
      },
    },
    dependencies,
  );

export const handler = rotateEnvironmentKeysHandler(lambdaDependencies);
