import type { ListedSecret } from '../../shared/contract/records.ts';
import { newestFirst } from '../../shared/secrets/secret.ts';
import { readUsage } from '../../shared/usage/read-usage.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretRecord } from './http/secret-record.ts';

/** 200: the organization's secrets, newest first, with their keys masked and when each was last used. */
export default defineEmbedOperation(
  'list-secrets',
  async ({ organizationId, now }, { dynamodb, organization }) => {
    const secrets = newestFirst(organization);
    const secretIds = secrets.map(({ id }) => id);
    const usage = await readUsage(dynamodb, organizationId, { secretIds, now });
    const records = secrets.map((secret): ListedSecret => {
      const lastUsedAt = usage.get(secret.id)?.lastUsedAt;
      return { ...secretRecord(secret, now), ...(lastUsedAt === undefined ? {} : { lastUsedAt }) };
    });
    return { records };
  },
);
