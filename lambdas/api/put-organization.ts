import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { defineOperation } from './http/define-operation.ts';

/** 200: creates the organization, or turns Embed on or off; keeps everything else. */
export default defineOperation(
  'put-organization',
  async ({ organizationId, body, actor, now, requestId }, { dynamodb, log }) => {
    const { embedEnabled } = body;
    await putOrganization(dynamodb, organizationId, { embedEnabled, now });
    log({ event: 'organization_put', organizationId, embedEnabled, actor, requestId });
    return { organizationId, embedEnabled };
  },
);
