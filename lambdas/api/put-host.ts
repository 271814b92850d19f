import * as v from 'valibot';
import { ApiError } from '../../shared/contract/errors.ts';
import { claimHost } from '../../shared/hosts/claim-host.ts';
import { customHostProblem, hostName } from '../../shared/hosts/host.ts';
import { isOrganizationId } from '../../shared/organizations/organization-id.ts';
import { readOrganizationWithoutKeys } from '../../shared/organizations/read-organization-without-keys.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies, unknownOrganization } from './http/api-handler.ts';
import { invalidField } from './http/body.ts';

const body = v.strictObject({
  organizationId: v.pipe(
    v.string('must be a string'),
    v.check(isOrganizationId, 'is not the id of an organization'),
  ),
});

/** 200: the host leads to the organization, and to it only. 409 `host_taken` where another one has it. */
export const putHostHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'put-host',
      body,
      run: async (
        { host, body: { organizationId }, actor, now, requestId },
        { dynamodb, embedDomain, log },
      ) => {
        const problem = customHostProblem(host, hostName(embedDomain()));
        if (problem !== undefined) throw invalidField('host', problem);
        if ((await readOrganizationWithoutKeys(dynamodb, organizationId)) === undefined) {
          throw unknownOrganization();
        }
        if (!(await claimHost(dynamodb, host, { organizationId, actor, now }))) {
          throw new ApiError('host_taken', 'Another organization has this host.');
        }
        log({ event: 'host_put', host, organizationId, actor, requestId });
        return { status: 200, body: { host, organizationId } };
      },
    },
    dependencies,
  );

export const handler = putHostHandler(lambdaDependencies);
