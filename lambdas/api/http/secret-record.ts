import type { SecretRecord } from '../../../shared/contract/records.ts';
import type { Secret } from '../../../shared/secrets/secret.ts';

/** A secret as the API returns it: its key masked. */
export const secretRecord = ({
  id,
  name,
  keyHint,
  createdAt,
  createdBy,
  renamedAt,
}: Secret): SecretRecord => ({
  id,
  name,
  maskedKey: `esk_…${keyHint}`,
  createdAt,
  createdBy,
  ...(renamedAt === undefined ? {} : { renamedAt }),
});
