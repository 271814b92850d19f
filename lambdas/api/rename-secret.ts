import { renameSecret } from '../../shared/secrets/rename-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretError, unknownSecret } from './http/secret-errors.ts';
import { secretRecord } from './http/secret-record.ts';
import { withEvent } from './http/with-event.ts';

/** 200: the secret with its new name; its key stays the same. */
export default defineEmbedOperation('rename-secret', async (request, context) => {
  const { organizationId, secretId, body, now } = request;
  const secret = context.organization.secrets[secretId];
  if (secret === undefined) throw unknownSecret();
  const event = { type: 'secret_renamed', secretId, secretName: secret.name } as const;
  return await withEvent(request, context, event, async ({ describe }) => {
    const change = { secretId, name: body.name, now };
    const renamed = await renameSecret(context.dynamodb, organizationId, change);
    if (!renamed.ok) throw secretError(renamed.reason);
    describe({ details: { newName: body.name } });
    return secretRecord(renamed.secret, now);
  });
});
