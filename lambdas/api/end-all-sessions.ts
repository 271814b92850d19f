import { endAllSessions } from '../../shared/organizations/end-all-sessions.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';

/** 204: every session that there was is over, the pending ones too. */
export const endAllSessionsHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'end-all-sessions',
      run: async ({ organizationId, actor, now, requestId }, { dynamodb, log }, { sessionsValidFrom }) => {
        await endAllSessions(dynamodb, organizationId, { sessionsValidFrom, now });
        log({ event: 'all_sessions_ended', organizationId, actor, requestId });
        return { status: 204 };
      },
    },
    dependencies,
  );

export const handler = endAllSessionsHandler(lambdaDependencies);
