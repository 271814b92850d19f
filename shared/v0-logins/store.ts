import { isoTime } from '../clock.ts';
import type { DynamoDb } from '../dynamodb.ts';
import { countV0LoginRequest, v0LoginsRequest } from './requests.ts';

/** The v0 logins of one day, UTC. */
export type V0Logins = { date: string; count: number };

const dayMs = 86_400_000;
const shownDays = 30;
const keptDays = 60;

/**
 * Counts a v0 URL that made a session. The count tells who still has to migrate, so it may be off by a login
 * whose answer was lost.
 *
 * @param now epoch milliseconds
 */
export async function countV0Login(dynamodb: DynamoDb, organizationId: string, now: number): Promise<void> {
  const purgeAt = Math.floor((now + keptDays * dayMs) / 1000);
  await dynamodb(countV0LoginRequest(organizationId, dateOf(now), purgeAt));
}

/** The days of the last 30 on which v0 URLs made sessions, newest first. */
export async function readV0Logins(
  dynamodb: DynamoDb,
  organizationId: string,
  now: number,
): Promise<V0Logins[]> {
  const dates = Array.from({ length: shownDays }, (_, ago) => dateOf(now - ago * dayMs));
  const { Responses: responses } = await dynamodb(v0LoginsRequest(organizationId, dates));
  return (responses?.EmbedSessions ?? [])
    .map(({ date, count }) => ({ date: String(date), count: Number(count) }))
    .sort((one, other) => (one.date < other.date ? 1 : -1));
}

const dateOf = (time: number): string => isoTime(time).slice(0, 10);
