import { ApiError } from '../../shared/contract/errors.ts';
import { endSession } from '../../shared/sessions/end-session.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';

/** 204: the session is over, or was before. */
export const endSessionHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'end-session',
      run: async ({ organizationId, sessionId, actor, requestId }, { dynamodb, log }) => {
        if (!(await endSession(dynamodb, organizationId, sessionId))) {
          throw new ApiError('not_found', 'The organization has no session with this id.');
        }
        log({ event: 'session_ended', organizationId, sessionId, actor, requestId });
        return { status: 204 };
      },
    },
    dependencies,
  );

export const handler = endSessionHandler(lambdaDependencies);
