import { ApiError } from '../../shared/contract/errors.ts';
import { claimHost } from '../../shared/hosts/claim-host.ts';
import { customHostProblem, hostName } from '../../shared/hosts/host.ts';
import { readOrganizationWithoutKeys } from '../../shared/organizations/read-organization-without-keys.ts';
import { defineOperation } from './http/define-operation.ts';
import { unknownOrganization } from './http/organization-errors.ts';
import { invalidField } from './http/parse-members.ts';

/** 200: the host belongs to the organization, and to it only. 409 `host_taken` if another one has it. */
export default defineOperation(
  'put-host',
  async (
    { host, body: { organizationId }, actor, now, requestId },
    { dynamodb, log, environment: { EMBED_DOMAIN: embedDomain } },
  ) => {
    const problem = customHostProblem(host, hostName(embedDomain));
    if (problem !== undefined) throw invalidField('host', problem);
    if ((await readOrganizationWithoutKeys(dynamodb, organizationId)) === undefined) {
      throw unknownOrganization();
    }
    if (!(await claimHost(dynamodb, host, { organizationId, actor, now }))) {
      throw new ApiError('host_taken', 'The host belongs to another organization.');
    }
    log({ event: 'host_put', host, organizationId, actor, requestId });
    return { host, organizationId };
  },
);
