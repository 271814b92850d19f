import type { SecretDenialReason } from '../contract/refusals.ts';
import type { Organization } from '../organizations/organization.ts';
import { secretStatus } from './secret-status.ts';

/**
 * The keys that can have signed something: secret id → secret key. Also those of disabled and retired secrets, so
 * that a refusal can name them; {@link secretStatusRefusal} decides whether a secret verifies.
 */
export function verificationKeys({
  keys,
  disabledKeys,
  retiredKeys,
  secrets,
}: Organization): Readonly<Record<string, string>> {
  const others = [...Object.entries(disabledKeys), ...Object.entries(retiredKeys)];
  if (others.length === 0) return keys;
  // A version that doesn't know these maps leaves the key in them when it deletes the secret.
  return { ...keys, ...Object.fromEntries(others.filter(([id]) => secrets[id] !== undefined)) };
}

/** The key of one secret, as {@link verificationKeys} has it. */
export const verificationKey = (
  { keys, disabledKeys, retiredKeys, secrets }: Organization,
  secretId: string,
): string | undefined =>
  keys[secretId] ??
  (secrets[secretId] === undefined ? undefined : (disabledKeys[secretId] ?? retiredKeys[secretId]));

/**
 * Why a secret doesn't verify at a time; `undefined` if it does. A key outside `keys` verifies only after a
 * temporary disablement has ended.
 *
 * @param now epoch milliseconds
 */
export function secretStatusRefusal(
  { keys, retiredKeys, lifecycle }: Organization,
  secretId: string,
  now: number,
): Exclude<SecretDenialReason, 'outside_limits'> | undefined {
  const entry = lifecycle[secretId];
  const status = secretStatus(entry, now);
  if (status === 'retired' || retiredKeys[secretId] !== undefined) return 'secret_retired';
  const outside = keys[secretId] === undefined && entry?.disabledUntil === undefined;
  return status === 'disabled' || outside ? 'secret_disabled' : undefined;
}
