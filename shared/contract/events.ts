/** What an organization's audit trail records: every change, and every time a key leaves the table to a person. */
export const eventTypes = [
  'secret_created',
  'secret_revealed',
  'secret_renamed',
  'secret_rotated',
  'secret_disabled',
  'secret_enabled',
  'secret_retirement_scheduled',
  'secret_retirement_cancelled',
  'secret_limited',
  'secret_deleted',
  'settings_updated',
  'session_ended',
  'sessions_ended',
  'embed_enabled',
  'embed_disabled',
  'claims_read',
] as const;

export type EventType = (typeof eventTypes)[number];

/**
 * `succeeded`: the change was made. `unknown`: the function stopped before it recorded the outcome, so the change
 * may or may not have been made.
 */
export type EventOutcome = 'succeeded' | 'unknown';

/** One event of the audit trail. Never holds a key, a signature or claims. */
export type EventRecord = {
  /** A ULID: sorts by time. */
  id: string;
  /** ISO time. */
  at: string;
  type: EventType;
  /** Who did it: a Cognito subject or an ARN. */
  actor: string;
  outcome: EventOutcome;
  secretId?: string;
  /** As it was at that time. */
  secretName?: string;
  details?: Readonly<Record<string, string | number | boolean>>;
  requestId: string;
};
