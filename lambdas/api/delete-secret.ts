import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretError } from './http/secret-errors.ts';

/** 200: the deletion; nothing that the secret signed is accepted any more. Deleting again returns the same. */
export default defineEmbedOperation(
  'delete-secret',
  async ({ organizationId, secretId, actor, now, requestId }, { dynamodb, log }) => {
    const deleted = await deleteSecret(dynamodb, organizationId, { secretId, actor, now });
    if (!deleted.ok) throw secretError(deleted.reason);
    log({ event: 'secret_deleted', organizationId, secretId, actor, requestId });
    return deleted.deletion;
  },
);
