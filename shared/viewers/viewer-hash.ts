import { createHash } from 'node:crypto';

/**
 * The viewer in the audit trail, whose events can't be erased: the SHA-256 of the external ID, in lowercase hex. Someone
 * who knows or guesses the ID can find its events.
 */
export const viewerHash = (externalId: string): string =>
  createHash('sha256').update(externalId).digest('hex');
