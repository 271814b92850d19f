import { readV0Logins } from '../../shared/v0-logins/read-v0-logins.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { settingsRecord } from './http/settings-record.ts';

/** 200: all settings, and the days on which v0 URLs created sessions. */
export default defineEmbedOperation(
  'get-settings',
  async ({ organizationId, now }, { dynamodb, organization }) =>
    settingsRecord(organization.settings, await readV0Logins(dynamodb, organizationId, now)),
);
