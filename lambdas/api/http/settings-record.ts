import type { SettingsRecord } from '../../../shared/contract/records.ts';
import type { OrganizationSettings } from '../../../shared/organizations/organization.ts';
import type { V0Logins } from '../../../shared/v0-logins/read-v0-logins.ts';

/** All settings as the API returns them. */
export const settingsRecord = (
  { sessionLengthHours, frameAncestors, acceptV0 }: OrganizationSettings,
  v0Logins: readonly V0Logins[],
): SettingsRecord => ({ sessionLengthHours, frameAncestors, acceptV0: acceptV0 ?? null, v0Logins });
