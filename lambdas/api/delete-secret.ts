import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretError } from './http/secret-errors.ts';
import { withEvent } from './http/with-event.ts';

/** 200: the deletion; nothing that the secret signed is accepted any more. Deleting again returns the same. */
export default defineEmbedOperation('delete-secret', async (request, context) => {
  const { organizationId, secretId, actor, now } = request;
  const remove = async () => {
    const deleted = await deleteSecret(context.dynamodb, organizationId, { secretId, actor, now });
    if (!deleted.ok) throw secretError(deleted.reason);
    return deleted.deletion;
  };
  const secret = context.organization.secrets[secretId];
  // It was deleted before, or never existed: there is no change to record.
  if (secret === undefined) return await remove();
  const event = { type: 'secret_deleted', secretId, secretName: secret.name, required: false } as const;
  return await withEvent(request, context, event, remove);
});
