import { readV0Logins } from '../../shared/v0-logins/read-v0-logins.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { settingsRecord } from './http/settings-record.ts';

/** 200: all settings, and on which days v0 URLs made sessions. */
export const getSettingsHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'get-settings',
      run: async ({ organizationId, now }, { dynamodb }, { settings }) => {
        const v0Logins = await readV0Logins(dynamodb, organizationId, now);
        return { status: 200, body: settingsRecord(settings, v0Logins) };
      },
    },
    dependencies,
  );

export const handler = getSettingsHandler(lambdaDependencies);
