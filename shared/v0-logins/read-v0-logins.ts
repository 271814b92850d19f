import type { DynamoDb, TableAccess } from '../dynamodb.ts';
import { dateOf, dayMs, v0LoginCountPrimaryKey } from './v0-login-count.ts';

export const readV0LoginsAccess: readonly TableAccess[] = [
  { table: 'EmbedSessions', action: 'BatchGetItem', partition: 'V0#' },
];

/** The v0 logins of one day, UTC. */
export type V0Logins = { date: string; count: number };

const shownDays = 30;

/**
 * The days of the last 30 on which v0 URLs created sessions, newest first.
 *
 * @param now epoch milliseconds
 */
export async function readV0Logins(
  dynamodb: DynamoDb,
  organizationId: string,
  now: number,
): Promise<V0Logins[]> {
  const dates = Array.from({ length: shownDays }, (_, ago) => dateOf(now - ago * dayMs));
  const { Responses: responses } = await dynamodb({
    operation: 'BatchGetItem',
    input: {
      RequestItems: {
        EmbedSessions: {
          Keys: dates.map((date) => v0LoginCountPrimaryKey(organizationId, date)),
          ConsistentRead: true,
        },
      },
    },
  });
  return (responses?.EmbedSessions ?? [])
    .map(({ date, count }) => ({ date: String(date), count: Number(count) }))
    .sort((one, other) => (one.date < other.date ? 1 : -1));
}
