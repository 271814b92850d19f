import { ApiError } from '../../../shared/contract/errors.ts';
import { maxSecrets } from '../../../shared/organizations/organization.ts';
import type { SecretRefusal } from '../../../shared/secrets/secret.ts';
import { embedDisabled, unknownOrganization } from './api-handler.ts';

/** Why a secret was not changed, for the caller. */
export function changeRefused(reason: SecretRefusal): ApiError {
  switch (reason) {
    case 'unknown_organization':
      return unknownOrganization();
    case 'embed_disabled':
      return embedDisabled();
    case 'secret_limit':
      return new ApiError(
        'secret_limit',
        `An organization has at most ${maxSecrets} secrets. Delete one that is no longer used.`,
      );
    case 'unknown_secret':
      return new ApiError('not_found', 'The organization has no secret with this id.');
  }
}
