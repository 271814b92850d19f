import { ulid } from 'ulid';
import { toSecretLimits } from '../../shared/contract/secret-limits.ts';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { claimTarget } from './http/idempotency-key.ts';
import { replaySecret } from './http/replay-secret.ts';
import { secretError } from './http/secret-errors.ts';
import { secretRecord } from './http/secret-record.ts';
import { withEvent } from './http/with-event.ts';

/** 201: the new secret, with its key. 409 `secret_limit` if the organization has 50, `organization_full` at 32 KB. */
export default defineEmbedOperation('create-secret', async (request, context) => {
  const { organizationId, body, actor, now } = request;
  const options = { operation: 'create-secret', newId: ulid(now) } as const;
  const { outcome, targetId: id } = await claimTarget(request, context, options);
  if (outcome === 'replayed') {
    const replayed = await replaySecret(request, context, id);
    if (replayed !== undefined) return replayed;
  }
  const event = { type: 'secret_created', secretId: id, secretName: body.name } as const;
  return await withEvent(request, context, event, async () => {
    const { name, limits = {} } = body;
    const { organization } = context;
    const options = { id, name, limits: toSecretLimits(limits), actor, now, organization };
    const created = await createSecret(context.dynamodb, organizationId, options);
    if (!created.ok) throw secretError(created.reason);
    return { ...secretRecord(created.secret, now), secretKey: created.secretKey };
  });
});
