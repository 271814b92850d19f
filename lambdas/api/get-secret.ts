import { newestFirst, secretOf } from '../../shared/secrets/secret.ts';
import { secretStatus } from '../../shared/secrets/secret-status.ts';
import { countSessions } from '../../shared/sessions/count-sessions.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { unknownSecret } from './http/secret-errors.ts';
import { secretRecord } from './http/secret-record.ts';

/** 200: a secret, and what deleting it would break. */
export default defineEmbedOperation(
  'get-secret',
  async ({ organizationId, secretId, now }, { dynamodb, organization }) => {
    const secret = secretOf(organization, secretId);
    if (secret === undefined) throw unknownSecret();
    const sessions = await countSessions(dynamodb, organizationId, { organization, secretId, now });
    const active = newestFirst(organization).filter(
      ({ lifecycle }) => secretStatus(lifecycle, now) === 'active',
    );
    return {
      ...secretRecord(secret, now),
      liveSessions: sessions.count,
      liveSessionsComplete: sessions.complete,
      lastActive: active.length === 1 && active[0]?.id === secretId,
    };
  },
);
