import { createSession } from '../../shared/sessions/create-session.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { claimsBody } from './http/claims-body.ts';

/** 201: step 1 of 2-step SSO. The session can be redeemed once, within 5 minutes. */
export const createSessionHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'create-session',
      body: claimsBody({}),
      run: async (input, { dynamodb, log }, { sessionsValidFrom }) => {
        const { organizationId, body: claims, actor, now, requestId } = input;
        const session = await createSession(dynamodb, organizationId, {
          claims,
          sessionsValidFrom,
          now,
        });
        const { sessionId, expiresAt } = session;
        log({ event: 'session_created', organizationId, sessionId, actor, requestId });
        return { status: 201, body: { sessionId, expiresAt } };
      },
    },
    dependencies,
  );

export const handler = createSessionHandler(lambdaDependencies);
