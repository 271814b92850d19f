import type { ListedSecret } from '../../shared/contract/records.ts';
import { TableUnavailableError } from '../../shared/dynamodb.ts';
import { newestFirst } from '../../shared/secrets/secret.ts';
import { readUsage, type Usage } from '../../shared/usage/read-usage.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretRecord } from './http/secret-record.ts';
import { withinBudget } from './http/within-budget.ts';

/** The list doesn't wait longer for the counters, which only complete it. */
const usageMs = 1000;

/** 200: the organization's secrets, newest first, with their keys masked, and how they are used if that can be read. */
export default defineEmbedOperation(
  'list-secrets',
  async ({ organizationId, now, requestId }, { dynamodb, log, organization }) => {
    const secrets = newestFirst(organization);
    const secretIds = secrets.map(({ id }) => id);
    const budgeted = withinBudget(dynamodb, AbortSignal.timeout(usageMs));
    const usage = await readUsage(budgeted, organizationId, { secretIds, now }).catch((error: unknown) => {
      if (!(error instanceof TableUnavailableError)) throw error;
      log({ event: 'usage_not_read', organizationId, requestId });
      return undefined;
    });
    return {
      records: secrets.map(
        (secret): ListedSecret => ({ ...secretRecord(secret, now), ...summaryOf(usage?.get(secret.id)) }),
      ),
    };
  },
);

function summaryOf(usage: Usage | undefined): Pick<ListedSecret, 'lastUsedAt' | 'usage'> {
  if (usage === undefined) return {};
  const { lastUsedAt, days } = usage;
  return { ...(lastUsedAt === undefined ? {} : { lastUsedAt }), usage: { days } };
}
