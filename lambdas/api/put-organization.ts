import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { revokeAllSecrets } from '../../shared/organizations/revoke-all-secrets.ts';
import { defineOperation } from './http/define-operation.ts';

/** 200: creates the organization, or turns Embed on or off; keeps everything else, unless `revokeSecrets` is true. */
export default defineOperation(
  'put-organization',
  async ({ organizationId, body, actor, now, requestId }, { dynamodb, log }) => {
    const { embedEnabled, revokeSecrets = false } = body;
    await putOrganization(dynamodb, organizationId, { embedEnabled, now });
    // Off first: while Embed is off, no secret can be created.
    if (revokeSecrets) await revokeAllSecrets(dynamodb, organizationId, { actor, now });
    log({ event: 'organization_put', organizationId, embedEnabled, revokeSecrets, actor, requestId });
    return { organizationId, embedEnabled };
  },
);
