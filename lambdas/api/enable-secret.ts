import { enableSecret } from '../../shared/secrets/enable-secret.ts';
import { changeSecret } from './http/change-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 200: the secret; its URLs and sessions are accepted again. */
export default defineEmbedOperation('enable-secret', async (request, context) => {
  const { organizationId, secretId, now } = request;
  return await changeSecret(request, context, { type: 'secret_enabled' }, () =>
    enableSecret(context.dynamodb, organizationId, { secretId, now }),
  );
});
