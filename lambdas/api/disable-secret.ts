import { disableSecret } from '../../shared/secrets/disable-secret.ts';
import { changeSecret } from './http/change-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 200: the secret; none of its URLs and sessions is accepted until it is enabled or the minutes are over. */
export default defineEmbedOperation('disable-secret', async (request, context) => {
  const { organizationId, secretId, body, now } = request;
  return await changeSecret(request, context, { type: 'secret_disabled', required: false }, () =>
    disableSecret(context.dynamodb, organizationId, { secretId, minutes: body.minutes, now }),
  );
});
