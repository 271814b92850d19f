import { ApiError } from '../../shared/contract/errors.ts';
import { isActiveSession } from '../../shared/sessions/is-active-session.ts';
import { readClaims } from '../../shared/sessions/read-claims.ts';
import { readSession } from '../../shared/sessions/read-session.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { withEvent } from './http/with-event.ts';

/** 200: the claims of an active session, for the embedded application. 404 for a session that the edge would refuse. */
export default defineEmbedOperation('get-session-claims', async (request, context) => {
  const { organizationId, sessionId, now } = request;
  const { dynamodb, organization } = context;
  const session = await readSession(dynamodb, organizationId, sessionId);
  if (!isActiveSession(session, organization, now)) throw noActiveSession();
  const { secretId } = session;
  const event = { type: 'claims_read', secretId, secretName: organization.secrets[secretId]?.name } as const;
  return await withEvent(request, context, event, async ({ describe }) => {
    const claims = await readClaims(dynamodb, session);
    if (claims === undefined) throw noActiveSession();
    describe({ details: { sessionId } });
    return { claims };
  });
});

const noActiveSession = (): ApiError =>
  new ApiError('not_found', 'The organization has no active session with this ID.');
