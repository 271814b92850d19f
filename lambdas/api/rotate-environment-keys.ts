import { replaceSigningKeys } from '../../shared/environment/replace-signing-keys.ts';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { defineOperation } from './http/define-operation.ts';

/**
 * 201: the environment's first keys, or new ones in addition to the old ones; with `emergency`, new signing keys in place of
 * the old ones. Never returns the keys themselves.
 */
export default defineOperation(
  'rotate-environment-keys',
  async ({ body: { emergency = false }, actor, now, requestId }, { dynamodb, log }) => {
    const rotate = emergency ? replaceSigningKeys : rotateEnvironmentKeys;
    const rotated = await rotate(dynamodb, now);
    log({ event: 'environment_keys_rotated', keyId: rotated.keyId, emergency, actor, requestId });
    return rotated;
  },
);
