import { readSecretKey } from '../../shared/secrets/read-secret-key.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { unknownSecret } from './http/secret-errors.ts';

/** 200: the key of a secret. The log says who revealed it. */
export default defineEmbedOperation(
  'reveal-secret',
  async ({ organizationId, secretId, actor, requestId }, { dynamodb, log }) => {
    const secretKey = await readSecretKey(dynamodb, organizationId, secretId);
    if (secretKey === undefined) throw unknownSecret();
    log({ event: 'secret_revealed', organizationId, secretId, actor, requestId });
    return { id: secretId, secretKey };
  },
);
