import type { SettingsChange } from '../../shared/contract/settings-change.ts';
import { endOf } from '../../shared/embed-url/verify-v0-login-url.ts';
import type { OrganizationWithoutKeys } from '../../shared/organizations/organization.ts';
import { hasRoomFor } from '../../shared/organizations/organization-size.ts';
import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { readV0Logins } from '../../shared/v0-logins/read-v0-logins.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { embedDisabled } from './http/organization-errors.ts';
import { invalidField } from './http/parse-members.ts';
import { secretError } from './http/secret-errors.ts';
import { settingsRecord } from './http/settings-record.ts';
import { withEvent } from './http/with-event.ts';

const maxAcceptV0Days = 366;

/** 200: all settings after the change. Lists are replaced, `null` restores the default. */
export default defineEmbedOperation('update-settings', async (request, context) => {
  const { organizationId, body, now } = request;
  const { dynamodb, environment } = context;
  if (body.acceptV0) requireNearEnd(endOf(body.acceptV0), now);
  requireRoom(request, context.organization);
  const settings = await withEvent(request, context, { type: 'settings_updated' }, async (event) => {
    const updated = await updateSettings(dynamodb, organizationId, body);
    if (updated === undefined) throw embedDisabled();
    if (Object.keys(body).length === 0) event.unchanged();
    event.describe({ details: { members: Object.keys(body).join() } });
    return updated;
  });
  const v0Logins = await readV0Logins(dynamodb, organizationId, now);
  return settingsRecord(settings, { v0Logins, defaultHours: environment.EMBED_SESSION_LENGTH_HOURS });
});

/** Every request reads the settings: they count towards the size of the organization. */
function requireRoom(
  { organizationId, body }: { organizationId: string; body: SettingsChange },
  organization: OrganizationWithoutKeys,
): void {
  if (!body.customClaims) return;
  const settings = { ...organization.settings, customClaims: body.customClaims };
  if (!hasRoomFor(organizationId, { ...organization, settings })) throw secretError('organization_full');
}

/** v0 URLs don't expire, so accepting them has to end. */
function requireNearEnd(end: number, now: number): void {
  if (end <= now) throw invalidField('acceptV0.until', 'must not be in the past', 'out_of_range');
  if (end > now + maxAcceptV0Days * 86_400_000) {
    throw invalidField('acceptV0.until', `must be at most ${maxAcceptV0Days} days ahead`, 'out_of_range');
  }
}
