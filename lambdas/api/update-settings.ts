import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { readV0Logins } from '../../shared/v0-logins/read-v0-logins.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { embedDisabled } from './http/organization-errors.ts';
import { settingsRecord } from './http/settings-record.ts';

/** 200: all settings after the change. Lists are replaced, `null` restores the default. */
export default defineEmbedOperation(
  'update-settings',
  async ({ organizationId, body, actor, now, requestId }, { dynamodb, log }) => {
    const settings = await updateSettings(dynamodb, organizationId, body);
    if (settings === undefined) throw embedDisabled();
    log({ event: 'settings_updated', organizationId, members: Object.keys(body).join(), actor, requestId });
    return settingsRecord(settings, await readV0Logins(dynamodb, organizationId, now));
  },
);
