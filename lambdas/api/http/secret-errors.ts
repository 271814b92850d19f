import { ApiError } from '../../../shared/contract/errors.ts';
import { maxSecrets } from '../../../shared/organizations/organization.ts';
import type { SecretRefusal } from '../../../shared/secrets/secret.ts';
import { embedDisabled, unknownOrganization } from './organization-errors.ts';

/** Why a secret wasn't changed, as the caller learns it. */
export function secretError(reason: SecretRefusal): ApiError {
  switch (reason) {
    case 'unknown_organization':
      return unknownOrganization();
    case 'embed_disabled':
      return embedDisabled();
    case 'secret_limit':
      return new ApiError(
        'secret_limit',
        `An organization can have at most ${maxSecrets} secrets. Delete one that is no longer used.`,
      );
    case 'unknown_secret':
      return unknownSecret();
  }
}

export const unknownSecret = (): ApiError =>
  new ApiError('not_found', 'The organization has no secret with this id.');
