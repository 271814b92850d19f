import type { DynamoDb } from '../../shared/dynamodb.ts';
import { readSession } from '../../shared/sessions/read-session.ts';
import type { redeemSession } from '../../shared/sessions/redeem-session.ts';
import { isOnItsWayOut } from '../../shared/usage/is-on-its-way-out.ts';
import type { LoginContext } from './login-context.ts';
import { countLogin, countRefusal, recordUser, type SignedUse } from './record-usage.ts';

/** Counts a login by 2-step SSO alongside its redemption. Who logs in is known only once that succeeds. */
export async function countRedemption(
  bestEffort: DynamoDb,
  context: LoginContext,
  use: SignedUse,
  redeeming: ReturnType<typeof redeemSession>,
): Promise<boolean> {
  const isLogin = redeeming.then(({ redeemed }) => redeemed);
  const record = async () => {
    const outcome = await redeeming;
    if (!outcome.redeemed) return;
    const { externalId } = outcome.session.claims;
    await recordUser(bestEffort, context, { ...use, kind: 'logins', externalId });
  };
  const [counted] = await Promise.all([
    countLogin(bestEffort, context, use, isLogin),
    record().catch(() => undefined),
  ]);
  return counted;
}

/** Counts a redeem URL that the state or the hosts of its secret refused, before its session was read. Best effort. */
export async function countRefusedRedemption(
  bestEffort: DynamoDb,
  context: LoginContext,
  use: SignedUse,
): Promise<boolean> {
  const record = async () => {
    if (!isOnItsWayOut(context.organization, use.secretId, use.now)) return;
    const session = await readSession(bestEffort, context.organizationId, use.sessionId);
    if (session === undefined) return;
    const { externalId } = session.claims;
    await recordUser(bestEffort, context, { ...use, kind: 'refused', externalId });
  };
  const [counted] = await Promise.all([
    countRefusal(bestEffort, context, use),
    record().catch(() => undefined),
  ]);
  return counted;
}
