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
    case 'organization_full':
      return new ApiError(
        'organization_full',
        'The secrets of the organization have reached their limit of 32 KB in all. Delete one that is no longer used, or shorten names and limits.',
      );
    case 'already_retired':
      return new ApiError(
        'already_retired',
        'The secret is retired for good. Create a new one, or rotate another one.',
      );
    case 'already_replaced':
      return new ApiError(
        'already_replaced',
        'Another secret already replaces this one. Rotate that one, or delete it first.',
      );
    case 'unknown_secret':
      return unknownSecret();
  }
}

export const unknownSecret = (): ApiError =>
  new ApiError('not_found', 'The organization has no secret with this id.');
