import { isoTime } from '../../shared/clock.ts';
import { listDeletedIds } from '../../shared/secrets/list-deleted-ids.ts';
import { eraseViewer } from '../../shared/viewers/erase-viewer.ts';
import { viewerHash } from '../../shared/viewers/viewer-hash.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { withEvent } from './http/with-event.ts';

/** Recent uses are kept for 7 days, and DynamoDB removes expired items a few days late. */
const recentUsesMs = 14 * 86_400_000;

/** 200: what is stored about a viewer is erased, as far as one request may; `nextCursor` if there may be more. */
export default defineEmbedOperation('erase-viewer', async (request, context) => {
  const { organizationId, body, now } = request;
  const { dynamodb, organization } = context;
  const { externalId, cursor } = body;
  const deleted = await listDeletedIds(dynamodb, organizationId, isoTime(now - recentUsesMs));
  const secretIds = new Set([
    ...Object.keys(organization.secrets),
    ...Object.keys(organization.deletions),
    ...deleted,
  ]);
  return await withEvent(request, context, { type: 'viewer_erased' }, async (event) => {
    const options = { externalId, secretIds: [...secretIds], cursor };
    const result = await eraseViewer(dynamodb, organizationId, options);
    event.describe({ details: { viewer: viewerHash(externalId), erased: result.erased } });
    if (result.erased === 0) event.unchanged();
    return result;
  });
});
