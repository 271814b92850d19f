import { createHash } from 'node:crypto';

/**
 * The viewer in the audit trail, whose events can't be erased: the SHA-256 of the external ID, in lowercase hex. Someone
 * who knows the ID can find its events; nobody reads it there.
 */
export const viewerHash = (externalId: string): string =>
  createHash('sha256').update(externalId).digest('hex');
