import { ApiError } from '../../../shared/contract/errors.ts';
import { findHostProof, hostProofName } from '../../../shared/hosts/host-proof.ts';
import type { TxtRecords } from '../../../shared/hosts/txt-records.ts';

/** @throws {ApiError} `host_unproven`; `unavailable` if DNS doesn't respond */
export async function requireHostProof(
  txtRecords: TxtRecords,
  host: string,
  organizationId: string,
): Promise<void> {
  const proof = await findHostProof(txtRecords, host, organizationId);
  if (proof === 'unknown') {
    throw new ApiError('unavailable', "DNS didn't respond in time. Nothing was changed: try again.");
  }
  if (proof === 'missing') {
    throw new ApiError(
      'host_unproven',
      `DNS has no TXT record ${hostProofName(host)} with the value ${organizationId}.`,
    );
  }
}
