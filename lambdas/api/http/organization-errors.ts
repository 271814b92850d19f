import { ApiError } from '../../../shared/contract/errors.ts';

export const embedDisabled = (): ApiError =>
  new ApiError('embed_disabled', 'Embed is off for this organization.');

export const unknownOrganization = (): ApiError =>
  new ApiError('not_found', "This organization doesn't exist.");

export const deletionIncomplete = (): ApiError =>
  new ApiError(
    'deletion_incomplete',
    'Not everything of the organization is deleted yet. Send delete-organization again until it returns 200.',
  );
