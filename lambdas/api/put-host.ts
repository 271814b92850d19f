import { ApiError } from '../../shared/contract/errors.ts';
import { claimHost } from '../../shared/hosts/claim-host.ts';
import { customHostProblem, hostName } from '../../shared/hosts/host.ts';
import { releaseHost } from '../../shared/hosts/release-host.ts';
import { readOrganizationWithoutKeys } from '../../shared/organizations/read-organization-without-keys.ts';
import { defineOperation } from './http/define-operation.ts';
import { unknownOrganization } from './http/organization-errors.ts';
import { invalidField } from './http/parse-members.ts';
import { requireHostProof } from './http/require-host-proof.ts';

/**
 * 200: the host belongs to the organization, and to it only. 409: its owner hasn't added the proof to DNS
 * (`host_unproven`), another organization has it (`host_taken`) or had it until recently (`host_held`).
 */
export default defineOperation(
  'put-host',
  async ({ host, body: { organizationId, force = false }, actor, now, requestId }, context) => {
    const { dynamodb, txtRecords, log, environment } = context;
    const problem = customHostProblem(host, hostName(environment.EMBED_DOMAIN));
    if (problem !== undefined) throw invalidField('host', problem);
    if ((await readOrganizationWithoutKeys(dynamodb, organizationId)) === undefined) {
      throw unknownOrganization();
    }
    // Off in a local run only, where nobody owns a domain. Any other value requires the proof.
    if (environment.EMBED_HOST_PROOF !== 'off') await requireHostProof(txtRecords, host, organizationId);
    const claimed = await claimHost(dynamodb, host, { organizationId, actor, force, now });
    if (!claimed.ok && claimed.reason === 'taken') {
      throw new ApiError('host_taken', 'The host belongs to another organization.');
    }
    if (!claimed.ok) {
      throw new ApiError(
        'host_held',
        `Another organization released the host recently. It can be assigned from ${claimed.until} on, or at once with force.`,
      );
    }
    // Deleted meanwhile: the deletion may have looked for hosts before this one was assigned.
    if ((await readOrganizationWithoutKeys(dynamodb, organizationId)) === undefined) {
      await releaseHost(dynamodb, host, { actor, now });
      throw unknownOrganization();
    }
    log({ event: 'host_assigned', host, organizationId, force, actor, requestId });
    return { host, organizationId };
  },
);
