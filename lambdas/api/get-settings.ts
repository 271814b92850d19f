import { readV0Logins } from '../../shared/v0-logins/read-v0-logins.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { settingsRecord } from './http/settings-record.ts';

/** 200: all settings, and the days on which v0 URLs created sessions. */
export default defineEmbedOperation(
  'get-settings',
  async ({ organizationId, now }, { dynamodb, organization, environment }) => {
    const v0Logins = await readV0Logins(dynamodb, organizationId, now);
    const defaultHours = environment.EMBED_SESSION_LENGTH_HOURS;
    return settingsRecord(organization.settings, { v0Logins, defaultHours });
  },
);
