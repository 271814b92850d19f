import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { defineOperation } from './http/define-operation.ts';

/** 201: the environment's first keys, or new ones beside the old ones. Never returns the keys themselves. */
export default defineOperation(
  'rotate-environment-keys',
  async ({ actor, now, requestId }, { dynamodb, log }) => {
    const rotated = await rotateEnvironmentKeys(dynamodb, now);
    log({ event: 'environment_keys_rotated', keyId: rotated.keyId, actor, requestId });
    return rotated;
  },
);
