import { toSecretLimits } from '../../shared/contract/secret-limits.ts';
import { limitSecret } from '../../shared/secrets/limit-secret.ts';
import { changeSecret } from './http/change-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 200: the secret with its new limits, which replace all earlier ones. `{}` removes them. */
export default defineEmbedOperation('limit-secret', async (request, context) => {
  const { organizationId, secretId, body, now } = request;
  return await changeSecret(request, context, { type: 'secret_limited' }, () =>
    limitSecret(context.dynamodb, organizationId, { secretId, limits: toSecretLimits(body), now }),
  );
});
