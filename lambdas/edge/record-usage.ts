import type { DynamoDb } from '../../shared/dynamodb.ts';
import { countUsage } from '../../shared/usage/count-usage.ts';
import { isOnItsWayOut } from '../../shared/usage/is-on-its-way-out.ts';
import { type RecentSecretUse, recordRecentUse } from '../../shared/usage/record-recent-use.ts';
import { takeBackRecentUse } from '../../shared/usage/take-back-recent-use.ts';
import { takeBackUsage } from '../../shared/usage/take-back-usage.ts';
import type { LoginContext } from './login-context.ts';
import type { Outcome } from './outcome.ts';

/** A URL that a secret signed, and the session that it starts. */
export type SignedUse = Omit<RecentSecretUse, 'kind' | 'externalId'> & {
  /** Who opened the URL, if that is known. Called only for a secret that is being replaced, disabled or retired. */
  readExternalId: () => Promise<string | undefined>;
};

/**
 * Counts a login while its session is being written. If the URL was already used, the count is reversed: a used URL
 * is neither a login nor a refusal. A login whose outcome is unknown stays counted.
 *
 * Best effort: it never fails, because a login must not depend on being counted.
 *
 * @param isLogin whether the write started a session
 * @returns whether it was counted
 */
export async function countLogin(
  bestEffort: DynamoDb,
  context: LoginContext,
  use: SignedUse,
  isLogin: Promise<boolean>,
): Promise<boolean> {
  const { organizationId } = context;
  const { secretId, sessionId, now } = use;
  const [started, counted, recorded] = await Promise.all([
    isLogin.catch(() => true),
    countUsage(bestEffort, organizationId, { secretId, kind: 'logins', now }).catch(() => undefined),
    recordUser(bestEffort, context, { ...use, kind: 'logins' }),
  ]);
  if (started) return counted !== undefined;
  await Promise.allSettled([
    counted && takeBackUsage(bestEffort, organizationId, counted),
    recorded && takeBackRecentUse(bestEffort, organizationId, { secretId, sessionId }),
  ]);
  return false;
}

/**
 * Counts a URL that the state or the limits of its secret refused. Best effort, like a login.
 *
 * @returns whether it was counted
 */
export async function countRefusal(
  bestEffort: DynamoDb,
  context: LoginContext,
  use: SignedUse,
): Promise<boolean> {
  const { secretId, now } = use;
  const [counted] = await Promise.allSettled([
    countUsage(bestEffort, context.organizationId, { secretId, kind: 'refused', now }),
    recordUser(bestEffort, context, { ...use, kind: 'refused' }),
  ]);
  return counted.status === 'fulfilled';
}

/** Lets the log say if counts are missing: a secret that looks unused may be in use. */
export const withCount = <Counted extends Outcome>(outcome: Counted, counted: boolean): Counted =>
  counted ? outcome : { ...outcome, facts: { ...outcome.facts, uncounted: true } };

/**
 * Records who still uses a secret that is on its way out. Best effort.
 *
 * @returns whether it was recorded
 */
async function recordUser(
  bestEffort: DynamoDb,
  { organizationId, organization }: LoginContext,
  { readExternalId, ...use }: SignedUse & Pick<RecentSecretUse, 'kind'>,
): Promise<boolean> {
  if (!isOnItsWayOut(organization, use.secretId, use.now)) return false;
  try {
    const externalId = await readExternalId();
    return (
      externalId !== undefined && (await recordRecentUse(bestEffort, organizationId, { ...use, externalId }))
    );
  } catch {
    return false;
  }
}
