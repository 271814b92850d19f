import type { SecretRecord } from '../../../shared/contract/records.ts';
import type { Secret } from '../../../shared/secrets/secret.ts';
import { isDisabled, secretStatus } from '../../../shared/secrets/secret-status.ts';

/**
 * A secret as the API shows it: its key masked, its status at a time.
 *
 * @param now epoch milliseconds
 */
export function secretRecord(
  { id, name, keyHint, createdAt, createdBy, renamedAt, lifecycle }: Secret,
  now: number,
): SecretRecord {
  const { disabledAt, disabledUntil, retiresAt, replaces, replacedBy, limits } = lifecycle;
  const disabled = isDisabled(lifecycle, now);
  return {
    id,
    name,
    maskedKey: `esk_…${keyHint}`,
    createdAt,
    createdBy,
    ...(renamedAt === undefined ? {} : { renamedAt }),
    status: secretStatus(lifecycle, now),
    ...(disabled && disabledAt !== undefined ? { disabledAt } : {}),
    ...(disabled && disabledUntil !== undefined ? { disabledUntil } : {}),
    ...(retiresAt === undefined ? {} : { retiresAt }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
    ...(limits === undefined ? {} : { limits }),
  };
}
