import type { TxtRecords } from './txt-records.ts';

/** `unknown`: DNS didn't respond, so it may exist or not. */
export type HostProof = 'found' | 'missing' | 'unknown';

/**
 * Checks the proof that the owner of a host wants an organization to have it: a TXT record with the
 * organization's ID, which only someone who controls the domain can add.
 */
export async function findHostProof(
  txtRecords: TxtRecords,
  host: string,
  organizationId: string,
): Promise<HostProof> {
  const records = await txtRecords(hostProofName(host));
  if (records === undefined) return 'unknown';
  return records.includes(organizationId) ? 'found' : 'missing';
}

/** The DNS name of a host's proof. No host has it: a host name has no underscore. */
export const hostProofName = (host: string): string => `_embed-secrets.${host}`;
