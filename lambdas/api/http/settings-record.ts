import type { SettingsRecord } from '../../../shared/contract/records.ts';
import type { OrganizationSettings } from '../../../shared/organizations/organization.ts';
import type { V0Logins } from '../../../shared/v0-logins/read-v0-logins.ts';

/**
 * All settings as the API returns them, with the defaults of those that the organization hasn't set.
 *
 * @param options.defaultHours the environment's session length
 */
export const settingsRecord = (
  {
    sessionLengthHours,
    frameAncestors,
    acceptV0,
    redeemParameterSets = [],
    customClaims = [],
    strictClaims = false,
  }: OrganizationSettings,
  { v0Logins, defaultHours }: { v0Logins: readonly V0Logins[]; defaultHours: string },
): SettingsRecord => ({
  sessionLengthHours: sessionLengthHours ?? Number(defaultHours),
  frameAncestors,
  acceptV0: acceptV0 ?? null,
  redeemParameterSets,
  customClaims,
  strictClaims,
  v0Logins,
});
