import { renameSecret } from '../../shared/secrets/rename-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretError } from './http/secret-errors.ts';
import { secretRecord } from './http/secret-record.ts';

/** 200: the secret with its new name; its key stays the same. */
export default defineEmbedOperation(
  'rename-secret',
  async ({ organizationId, secretId, body, actor, now, requestId }, { dynamodb, log }) => {
    const renamed = await renameSecret(dynamodb, organizationId, { secretId, name: body.name, now });
    if (!renamed.ok) throw secretError(renamed.reason);
    log({ event: 'secret_renamed', organizationId, secretId, actor, requestId });
    return secretRecord(renamed.secret);
  },
);
