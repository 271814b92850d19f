import type { Secret } from '../../../shared/secrets/secret.ts';

/** A secret as the API shows it: its key masked. */
export const secretRecord = ({ id, name, keyHint, createdAt, createdBy, renamedAt }: Secret) => ({
  id,
  name,
  maskedKey: `esk_…${keyHint}`,
  createdAt,
  createdBy,
  ...(renamedAt === undefined ? {} : { renamedAt }),
});
