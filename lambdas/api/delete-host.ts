import { ApiError } from '../../shared/contract/errors.ts';
import { releaseHost } from '../../shared/hosts/release-host.ts';
import { defineOperation } from './http/define-operation.ts';

/** 204: the host belongs to no organization, at every edge within 60 seconds. Deleting again returns the same. */
export default defineOperation('delete-host', async ({ host, actor, now, requestId }, { dynamodb, log }) => {
  if (!(await releaseHost(dynamodb, host, { actor, now }))) {
    throw new ApiError('not_found', 'The host never belonged to an organization.');
  }
  log({ event: 'host_released', host, actor, requestId });
});
