import { ApiError } from '../../shared/contract/errors.ts';
import { releaseHost } from '../../shared/hosts/release-host.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';

/** 204: the host leads nowhere, at every edge within 60 seconds. Again: the same. */
export const deleteHostHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'delete-host',
      run: async ({ host, actor, now, requestId }, { dynamodb, log }) => {
        if (!(await releaseHost(dynamodb, host, { actor, now }))) {
          throw new ApiError('not_found', 'This was never the host of an organization.');
        }
        log({ event: 'host_deleted', host, actor, requestId });
        return { status: 204 };
      },
    },
    dependencies,
  );

export const handler = deleteHostHandler(lambdaDependencies);
