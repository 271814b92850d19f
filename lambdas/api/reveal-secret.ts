import { readSecretKey } from '../../shared/secrets/read-secret-key.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { unknownSecret } from './http/secret-errors.ts';
import { withEvent } from './http/with-event.ts';

/** 200: the key of a secret. The audit trail says who revealed it. */
export default defineEmbedOperation('reveal-secret', async (request, context) => {
  const { organizationId, secretId } = request;
  const secret = context.organization.secrets[secretId];
  if (secret === undefined) throw unknownSecret();
  const event = { type: 'secret_revealed', secretId, secretName: secret.name } as const;
  return await withEvent(request, context, event, async () => {
    const secretKey = await readSecretKey(context.dynamodb, organizationId, secretId);
    if (secretKey === undefined) throw unknownSecret();
    return { id: secretId, secretKey };
  });
});
