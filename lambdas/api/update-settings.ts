import { endOf } from '../../shared/embed-url/verify-v0-login-url.ts';
import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { readV0Logins } from '../../shared/v0-logins/read-v0-logins.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { embedDisabled } from './http/organization-errors.ts';
import { invalidField } from './http/parse-members.ts';
import { settingsRecord } from './http/settings-record.ts';

const maxAcceptV0Days = 366;

/** 200: all settings after the change. Lists are replaced, `null` restores the default. */
export default defineEmbedOperation(
  'update-settings',
  async ({ organizationId, body, actor, now, requestId }, { dynamodb, log }) => {
    if (body.acceptV0) requireNearEnd(endOf(body.acceptV0), now);
    const settings = await updateSettings(dynamodb, organizationId, body);
    if (settings === undefined) throw embedDisabled();
    log({ event: 'settings_updated', organizationId, members: Object.keys(body).join(), actor, requestId });
    return settingsRecord(settings, await readV0Logins(dynamodb, organizationId, now));
  },
);

/** v0 URLs don't expire, so accepting them has to end. */
function requireNearEnd(end: number, now: number): void {
  if (end <= now) throw invalidField('acceptV0.until', 'must not be in the past');
  if (end > now + maxAcceptV0Days * 86_400_000) {
    throw invalidField('acceptV0.until', `must be at most ${maxAcceptV0Days} days ahead`);
  }
}
