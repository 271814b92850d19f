import * as v from 'valibot';
import { largeClaimsMaxBytes } from '../embed-url/claims.ts';
import { cursorPattern } from '../sessions/session-cursor.ts';
import { claimsBody } from './claims-body.ts';
import { noBody, noContent, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { pageLength } from './page-length.ts';
import { externalId, organizationId, secretId, sessionId } from './parameters.ts';
import { pattern } from './rule.ts';
import { strictObject } from './strict-object.ts';
import { time } from './time.ts';

const createdSessionSchema = strictObject({ sessionId, expiresAt: time });
const sessionRecord = {
  id: sessionId,
  externalId: v.string(),
  name: v.string(),
  /** Absent while pending: the redeem URL decides. */
  secretId: v.exactOptional(secretId),
  createdAt: time,
  expiresAt: time,
};
const sessionRecordSchema = strictObject(sessionRecord);
const sessionDetailsSchema = strictObject({
  ...sessionRecord,
  /** `active`: the edge accepts it, or would if its secret weren't disabled. */
  state: v.picklist(['active', 'pending', 'ended', 'expired']),
});
const sessionPageSchema = strictObject({
  records: v.array(sessionRecordSchema),
  /** Absent on the last page. */
  nextCursor: v.exactOptional(v.string()),
});

const sessionCursor = v.pipe(
  v.string('must be a string'),
  pattern(cursorPattern, 'is not a cursor of this list'),
);

/** The response to create-session. */
export type CreatedSession = v.InferOutput<typeof createdSessionSchema>;
export type SessionRecord = v.InferOutput<typeof sessionRecordSchema>;
export type SessionPage = v.InferOutput<typeof sessionPageSchema>;

export const sessionContracts = {
  'create-session': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: claimsBody(
      {},
      {
        maxBytes: largeClaimsMaxBytes,
        advice: ': keep the rest in the application, and send what it needs to find it',
      },
    ),
    response: { status: 201, body: createdSessionSchema },
    errors: ['embed_disabled', 'not_found', 'idempotency_key_reused', 'idempotency_target_gone'],
  },
  'list-sessions': {
    parameters: strictObject({ organizationId }),
    query: strictObject({
      limit: pageLength,
      cursor: v.optional(sessionCursor),
      secretId: v.optional(secretId),
      /** `pending`: created by create-session and not redeemed yet. */
      state: v.optional(v.picklist(['active', 'pending'], 'must be active or pending'), 'active'),
    }),
    body: noBody,
    response: { status: 200, body: sessionPageSchema },
    errors: ['embed_disabled', 'not_found'],
  },
  'get-session': {
    parameters: strictObject({ organizationId, sessionId }),
    query: noQuery,
    body: noBody,
    response: { status: 200, body: sessionDetailsSchema },
    errors: ['embed_disabled', 'not_found'],
  },
  'end-session': {
    parameters: strictObject({ organizationId, sessionId }),
    query: noQuery,
    body: noBody,
    response: noContent,
    errors: ['embed_disabled', 'not_found'],
  },
  'end-all-sessions': {
    parameters: strictObject({ organizationId }),
    query: strictObject({
      /** Ends only the sessions of this viewer. */
      externalId: v.optional(externalId),
      /** Only with `externalId`. */
      cursor: v.optional(sessionCursor),
    }),
    body: noBody,
    /** The body is about one viewer's sessions. */
    response: {
      status: 200,
      body: v.optional(
        strictObject({
          ended: v.number(),
          /** Absent if no sessions are left. */
          nextCursor: v.exactOptional(v.string()),
        }),
      ),
    },
    errors: ['embed_disabled', 'not_found'],
  },
  'get-session-claims': {
    parameters: v.strictObject({ organizationId, sessionId }),
    query: noQuery,
    body: noBody,
    response: { status: 200, body: strictObject({ claims: v.looseObject({}) }) },
    errors: ['embed_disabled', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
