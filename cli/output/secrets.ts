import type { ListedSecret, SecretDetails, SecretRecord } from '../../shared/contract/records.ts';
import { details, table, time } from './table.ts';

/** Secrets as a table, in the order of the list: newest first. */
export const secretTable = (records: readonly ListedSecret[]): string =>
  table(
    ['ID', 'NAME', 'KEY', 'STATUS', 'CREATED', 'LAST USED'],
    records.map((record) => [
      record.id,
      record.name,
      record.maskedKey,
      statusText(record),
      time(record.createdAt),
      lastUseText(record),
    ]),
  );

/** Without the counters, it isn't known whether a secret is in use. */
function lastUseText({ lastUsedAt, usage }: ListedSecret): string {
  if (usage === undefined) return 'unavailable';
  return lastUsedAt === undefined ? '–' : time(lastUsedAt);
}

/** One secret, a line for each field. */
export function secretText(record: SecretRecord, more: Record<string, string | undefined> = {}): string {
  const { limits = {} } = record;
  return details({
    ID: record.id,
    Name: record.name,
    Key: record.maskedKey,
    Status: statusText(record),
    Created: `${time(record.createdAt)} by ${record.createdBy}`,
    Renamed: record.renamedAt && time(record.renamedAt),
    Replaces: record.replaces,
    'Replaced by': record.replacedBy,
    'Limited to paths': limits.paths?.join(', '),
    'Limited to hosts': limits.hosts?.join(', '),
    'Limited to URLs of':
      limits.maxExpiresInSeconds === undefined ? undefined : `${limits.maxExpiresInSeconds} seconds`,
    ...more,
  });
}

/** What would end with a secret. */
export function usageText({ liveSessions, liveSessionsComplete, lastActive }: SecretDetails): string {
  const atLeast = liveSessionsComplete ? '' : 'at least ';
  const sessions = `It has ${atLeast}${liveSessions} active session${liveSessions === 1 ? '' : 's'}.`;
  return lastActive ? `${sessions} It is the organization's only active secret.` : sessions;
}

function statusText({ status, retiresAt, disabledUntil }: SecretRecord): string {
  if (status === 'retiring' && retiresAt !== undefined) return `retiring at ${time(retiresAt)}`;
  if (status === 'disabled' && disabledUntil !== undefined) return `disabled until ${time(disabledUntil)}`;
  return status;
}
