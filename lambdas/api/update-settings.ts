import { settingsChangeSchema } from '../../shared/organizations/settings.ts';
import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { readV0Logins } from '../../shared/v0-logins/read-v0-logins.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies, embedDisabled } from './http/api-handler.ts';
import { settingsRecord } from './http/settings-record.ts';

/** 200: all settings after the change. Lists replace, `null` goes back to the default. */
export const updateSettingsHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'update-settings',
      body: settingsChangeSchema,
      run: async ({ organizationId, body, actor, now, requestId }, { dynamodb, log }) => {
        const settings = await updateSettings(dynamodb, organizationId, body);
        if (settings === undefined) throw embedDisabled();
        log({
          event: 'settings_updated',
          organizationId,
          members: Object.keys(body).join(),
          actor,
          requestId,
        });
        const v0Logins = await readV0Logins(dynamodb, organizationId, now);
        return { status: 200, body: settingsRecord(settings, v0Logins) };
      },
    },
    dependencies,
  );

export const handler = updateSettingsHandler(lambdaDependencies);
