import type { SecretDetails } from '../../shared/contract/records.ts';
import { newestFirst, secretOf } from '../../shared/secrets/secret.ts';
import { secretStatus } from '../../shared/secrets/secret-status.ts';
import { countSessions } from '../../shared/sessions/count-sessions.ts';
import { listRecentUses } from '../../shared/usage/list-recent-uses.ts';
import { readUsage, type Usage } from '../../shared/usage/read-usage.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { unknownSecret } from './http/secret-errors.ts';
import { secretRecord } from './http/secret-record.ts';

/** 200: a secret, how it is used, and what deleting it would break. */
export default defineEmbedOperation(
  'get-secret',
  async ({ organizationId, secretId, now }, { dynamodb, organization }): Promise<SecretDetails> => {
    const secret = secretOf(organization, secretId);
    if (secret === undefined) throw unknownSecret();
    const [sessions, usage, recent] = await Promise.all([
      countSessions(dynamodb, organizationId, { organization, secretId, now }),
      readUsage(dynamodb, organizationId, { secretIds: [secretId], now }),
      listRecentUses(dynamodb, organizationId, secretId),
    ]);
    const active = newestFirst(organization).filter(
      ({ lifecycle }) => secretStatus(lifecycle, now) === 'active',
    );
    const { days, ...last }: Usage = usage.get(secretId) ?? { days: [] };
    return {
      ...secretRecord(secret, now),
      ...(last.lastUsedAt === undefined ? {} : { lastUsedAt: last.lastUsedAt }),
      usage: { ...last, days, recent },
      liveSessions: sessions.count,
      liveSessionsComplete: sessions.complete,
      lastActive: active.length === 1 && active[0]?.id === secretId,
    };
  },
);
