import { createSecret } from '../../shared/secrets/create-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretError } from './http/secret-errors.ts';
import { secretRecord } from './http/secret-record.ts';

/** 201: the new secret, with its key. 409 `secret_limit` if the organization has 50. */
export default defineEmbedOperation(
  'create-secret',
  async ({ organizationId, body, actor, now, requestId }, { dynamodb, log }) => {
    const created = await createSecret(dynamodb, organizationId, { name: body.name, actor, now });
    if (!created.ok) throw secretError(created.reason);
    const { secret, secretKey } = created;
    log({ event: 'secret_created', organizationId, secretId: secret.id, actor, requestId });
    return { ...secretRecord(secret), secretKey };
  },
);
