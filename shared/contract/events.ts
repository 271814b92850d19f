import * as v from 'valibot';
import { isEventCursor } from '../events/event-cursor.ts';
import { noBody, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { pageLength } from './page-length.ts';
import { organizationId, secretId } from './parameters.ts';
import { requestTime } from './request-time.ts';
import { rule } from './rule.ts';
import { strictObject } from './strict-object.ts';
import { time } from './time.ts';

/** What an organization's audit trail records: every change, and every time a key leaves the table to a person. */
const eventTypes = [
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
  'viewer_erased',
  'embed_enabled',
  'embed_disabled',
  'organization_deleted',
  'claims_read',
] as const;

export type EventType = (typeof eventTypes)[number];

/** One event of the audit trail. Never holds a key, a signature or claims. */
const eventRecordSchema = strictObject({
  /** A ULID: sorts by time. */
  id: v.string(),
  at: time,
  type: v.picklist(eventTypes),
  /** Who did it: the email address of an admin who signed in with Cognito (the subject if it isn't known), or an ARN. */
  actor: v.string(),
  /**
   * `succeeded`: the change was made. `unknown`: the function stopped before it recorded the outcome, so the change may
   * or may not have been made.
   */
  outcome: v.picklist(['succeeded', 'unknown']),
  secretId: v.exactOptional(secretId),
  /** The secret's name at that time. */
  secretName: v.exactOptional(v.string()),
  details: v.exactOptional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
  requestId: v.string(),
});

const eventPageSchema = strictObject({
  records: v.array(eventRecordSchema),
  /** Absent on the last page. */
  nextCursor: v.exactOptional(v.string()),
});

export type EventRecord = v.InferOutput<typeof eventRecordSchema>;
export type EventPage = v.InferOutput<typeof eventPageSchema>;

export const eventContracts = {
  'list-events': {
    parameters: strictObject({ organizationId }),
    query: strictObject({
      limit: pageLength,
      cursor: v.optional(
        v.pipe(
          v.string('must be a string'),
          rule(isEventCursor, 'is not a cursor of this list', { pattern: '^[0-7][0-9A-HJKMNP-TV-Z]{25}$' }),
        ),
      ),
      secretId: v.optional(secretId),
      /** Exactly as events have it. */
      actor: v.optional(
        v.pipe(
          v.string('must be a string'),
          v.minLength(1, 'must not be empty'),
          v.maxLength(2048, 'must have at most 2048 characters'),
        ),
      ),
      /** Events at this time or later. */
      from: v.optional(requestTime),
      /** Events before this time. */
      to: v.optional(requestTime),
    }),
    body: noBody,
    response: { status: 200, body: eventPageSchema },
    errors: ['embed_disabled', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
