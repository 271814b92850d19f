import { ApiError } from '../../shared/contract/errors.ts';
import { deleteOrganization } from '../../shared/organizations/delete-organization.ts';
import { defineOperation } from './http/define-operation.ts';
import { deletionIncomplete, unknownOrganization } from './http/organization-errors.ts';
import { withEvent } from './http/with-event.ts';

/**
 * 200: the organization is deleted, with everything but its audit trail; repeated, it returns the same. 409: Embed is on
 * (`embed_enabled`), or the request was not enough to delete everything (`deletion_incomplete`): it can be repeated.
 */
export default defineOperation('delete-organization', async (request, context) => {
  const { organizationId, actor, now } = request;
  const outcome = await withEvent(request, context, { type: 'organization_deleted' }, async (event) => {
    const deleted = await deleteOrganization(context.dynamodb, organizationId, { actor, now });
    if (deleted.outcome === 'unknown') throw unknownOrganization();
    if (deleted.outcome === 'embed_enabled') {
      throw new ApiError('embed_enabled', 'Turn Embed off for the organization first.');
    }
    if (deleted.outcome === 'deleted' && deleted.repeated) event.unchanged();
    event.describe({ details: { complete: deleted.outcome === 'deleted' } });
    return deleted;
  });
  // After its event: the keys are gone.
  if (outcome.outcome === 'incomplete') throw deletionIncomplete();
  return { organizationId, deletedAt: outcome.deletedAt };
});
