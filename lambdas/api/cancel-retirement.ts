import { cancelRetirement } from '../../shared/secrets/cancel-retirement.ts';
import { changeSecret } from './http/change-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 200: the secret, which no longer retires. 409 `already_retired` once the time has come. */
export default defineEmbedOperation('cancel-retirement', async (request, context) => {
  const { organizationId, secretId, now } = request;
  return await changeSecret(request, context, { type: 'secret_retirement_cancelled' }, () =>
    cancelRetirement(context.dynamodb, organizationId, { secretId, now }),
  );
});
