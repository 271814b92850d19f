import { toSecretLimits } from '../../shared/contract/secret-limits.ts';
import { rotateSecret } from '../../shared/secrets/rotate-secret.ts';
import { successorId } from '../../shared/secrets/successor-id.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { claimTarget } from './http/idempotency-key.ts';
import { replaySecret } from './http/replay-secret.ts';
import { secretError, unknownSecret } from './http/secret-errors.ts';
import { secretRecord } from './http/secret-record.ts';
import { withEvent } from './http/with-event.ts';

/** 201: the new secret, with its key. The old one works until the overlap is over. */
export default defineEmbedOperation('rotate-secret', async (request, context) => {
  const { organizationId, secretId, body, actor, now } = request;
  const claim = { operation: 'rotate-secret', secretId, newId: successorId(secretId, now) } as const;
  const { outcome, targetId: id } = await claimTarget(request, context, claim);
  if (outcome === 'replayed') {
    const replayed = await replaySecret(request, context, id);
    if (replayed !== undefined) return replayed;
  }
  const secret = context.organization.secrets[secretId];
  if (secret === undefined) throw unknownSecret();
  const event = { type: 'secret_rotated', secretId, secretName: secret.name } as const;
  return await withEvent(request, context, event, async ({ describe }) => {
    const { name, overlapHours } = body;
    const limits = body.limits === undefined ? 'inherit' : toSecretLimits(body.limits);
    const rotation = { id, secretId, name, overlapHours, limits, actor, now } as const;
    const rotated = await rotateSecret(context.dynamodb, organizationId, rotation);
    if (!rotated.ok) throw secretError(rotated.reason);
    describe({ details: { replacedBy: id, overlapHours } });
    return { ...secretRecord(rotated.secret, now), secretKey: rotated.secretKey };
  });
});
