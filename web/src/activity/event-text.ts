import type { EventRecord } from '../../../shared/contract/records.ts';

/** What happened, as a title and a detail if there is one. */
export function eventText({ type, details = {} }: EventRecord): {
  title: string;
  detail: string | undefined;
} {
  return { title: titles[type], detail: detailOf(type, details) };
}

const titles: Record<EventRecord['type'], string> = {
  secret_created: 'Secret created',
  secret_revealed: 'Key revealed',
  secret_renamed: 'Secret renamed',
  secret_rotated: 'Secret rotated',
  secret_disabled: 'Secret disabled',
  secret_enabled: 'Secret enabled',
  secret_retirement_scheduled: 'Retirement scheduled',
  secret_retirement_cancelled: 'Retirement cancelled',
  secret_limited: 'Limits changed',
  secret_deleted: 'Secret deleted',
  settings_updated: 'Settings updated',
  session_ended: 'Session ended',
  sessions_ended: 'Sessions ended',
  viewer_erased: 'Viewer erased',
  embed_enabled: 'Embed turned on',
  embed_disabled: 'Embed turned off',
  organization_deleted: 'Organization deleted',
  claims_read: 'Claims read',
};

function detailOf(
  type: EventRecord['type'],
  details: NonNullable<EventRecord['details']>,
): string | undefined {
  const { newName, overlapHours, members, sessionId, revokeSecrets, viewer } = details;
  switch (type) {
    case 'secret_renamed':
      return newName === undefined ? undefined : `to “${newName}”`;
    case 'secret_rotated':
      if (overlapHours === undefined) return undefined;
      if (overlapHours === 0) return 'retired at once';
      return `with an overlap of ${duration(Number(overlapHours))}`;
    case 'settings_updated':
      return members === undefined ? undefined : String(members).replaceAll(',', ', ');
    case 'session_ended':
      return sessionId === undefined ? undefined : String(sessionId);
    case 'sessions_ended':
      return viewer === undefined ? 'all sessions' : 'of one viewer';
    case 'embed_disabled':
      return revokeSecrets === true ? 'all keys revoked' : undefined;
    default:
      return undefined;
  }
}

function duration(hours: number): string {
  const days = hours / 24;
  if (days > 1 && Number.isInteger(days)) return `${days} days`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
