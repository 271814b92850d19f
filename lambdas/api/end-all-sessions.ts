import { endAllSessions } from '../../shared/organizations/end-all-sessions.ts';
import { endViewerSessions } from '../../shared/sessions/end-viewer-sessions.ts';
import { viewerHash } from '../../shared/viewers/viewer-hash.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { invalidField } from './http/parse-members.ts';
import { withEvent } from './http/with-event.ts';

/**
 * 204: every existing session is ended, pending ones included. With `externalId` 200: those of one viewer, as far as one
 * request may; `nextCursor` if there may be more.
 */
export default defineEmbedOperation('end-all-sessions', async (request, context) => {
  const { organizationId, query, now } = request;
  const { dynamodb, organization } = context;
  const { externalId, cursor } = query;
  // Never all sessions by mistake.
  if (cursor !== undefined && externalId === undefined) {
    throw invalidField('cursor', 'needs externalId', 'not_allowed');
  }
  return await withEvent(request, context, { type: 'sessions_ended' }, async (event) => {
    if (externalId === undefined) {
      const { sessionsValidFrom } = organization;
      await endAllSessions(dynamodb, organizationId, { sessionsValidFrom, now });
      return undefined;
    }
    const options = { organization, externalId, cursor, now };
    const result = await endViewerSessions(dynamodb, organizationId, options);
    event.describe({ details: { viewer: viewerHash(externalId), ended: result.ended } });
    if (result.ended === 0) event.unchanged();
    return result;
  });
});
