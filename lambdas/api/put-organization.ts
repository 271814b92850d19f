import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { readOrganizationWithoutKeys } from '../../shared/organizations/read-organization-without-keys.ts';
import { revokeAllSecrets } from '../../shared/organizations/revoke-all-secrets.ts';
import { defineOperation } from './http/define-operation.ts';
import { deletionIncomplete } from './http/organization-errors.ts';
import { withEvent } from './http/with-event.ts';

/** 200: creates the organization, or turns Embed on or off; keeps everything else, unless `revokeSecrets` is true. */
export default defineOperation('put-organization', async (request, context) => {
  const { organizationId, body, actor, now } = request;
  const { embedEnabled, revokeSecrets = false } = body;
  const { dynamodb } = context;
  const before = await readOrganizationWithoutKeys(dynamodb, organizationId);
  const type = embedEnabled ? 'embed_enabled' : 'embed_disabled';
  // Nothing may delay the revocation of leaked keys.
  return await withEvent(request, context, { type, required: !revokeSecrets }, async (event) => {
    const isPut = await putOrganization(dynamodb, organizationId, { embedEnabled, now });
    if (!isPut) throw deletionIncomplete();
    // Off first: while Embed is off, no secret can be created.
    if (revokeSecrets) await revokeAllSecrets(dynamodb, organizationId, { actor, now });
    if (before?.embedEnabled === embedEnabled && !revokeSecrets) event.unchanged();
    event.describe({ details: { revokeSecrets } });
    return { organizationId, embedEnabled };
  });
});
