import { scheduleRetirement } from '../../shared/secrets/schedule-retirement.ts';
import { changeSecret } from './http/change-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { invalidField } from './http/parse-members.ts';

/** 200: the secret, which retires at that time without anything else happening. */
export default defineEmbedOperation('schedule-retirement', async (request, context) => {
  const { organizationId, secretId, body, now } = request;
  const { retiresAt } = body;
  if (Date.parse(retiresAt) <= now) throw invalidField('retiresAt', 'must be in the future', 'out_of_range');
  return await changeSecret(request, context, { type: 'secret_retirement_scheduled' }, () =>
    scheduleRetirement(context.dynamodb, organizationId, { secretId, retiresAt, now }),
  );
});
