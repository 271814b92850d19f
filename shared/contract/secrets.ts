import * as v from 'valibot';
import { noBody, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationId, secretId } from './parameters.ts';
import { requestTime } from './request-time.ts';
import { secretLimitsRecord, secretLimitsSchema } from './secret-limits.ts';
import { secretNameSchema } from './secret-name.ts';
import { strictObject } from './strict-object.ts';
import { time } from './time.ts';
import { usageSchema, usageSummarySchema } from './usage.ts';

const secretRecord = {
  id: secretId,
  name: v.string(),
  /** `esk_…` and the last 4 characters of the key. */
  maskedKey: v.string(),
  createdAt: time,
  createdBy: v.string(),
  renamedAt: v.exactOptional(time),
  status: v.picklist(['active', 'retiring', 'disabled', 'retired']),
  /** While it is disabled. */
  disabledAt: v.exactOptional(time),
  /** Absent: it stays disabled until it is enabled. */
  disabledUntil: v.exactOptional(time),
  /** When it retires, or retired. */
  retiresAt: v.exactOptional(time),
  /** The secret in whose place it was created. */
  replaces: v.exactOptional(secretId),
  /** The secret that was created in its place, and still exists. */
  replacedBy: v.exactOptional(secretId),
  limits: v.exactOptional(secretLimitsRecord),
};
const secretKey = v.string();
const keyIsFixed = 'cannot be changed: a secret keeps its key; create a new secret';

const secretRecordSchema = strictObject(secretRecord);
const listedSecret = {
  ...secretRecord,
  /** When a URL that it signed last started a session. Absent: not in the last 400 days. */
  lastUsedAt: v.exactOptional(time),
};
const listedSecretSchema = strictObject({
  ...listedSecret,
  /** Absent, and `lastUsedAt` with it: the counters can't be read at the moment. */
  usage: v.exactOptional(usageSummarySchema),
});
/** Also how the secret is used, and what deleting it would break. */
const secretDetailsSchema = strictObject({
  ...listedSecret,
  usage: usageSchema,
  /** How many sessions of it are active. */
  liveSessions: v.number(),
  /** `false`: there are more, and counting stopped. */
  liveSessionsComplete: v.boolean(),
  /** Whether it is the organization's only active secret. */
  lastActive: v.boolean(),
});
const createdSecretSchema = strictObject({ ...secretRecord, secretKey });
const revealedSecretSchema = strictObject({ id: secretId, secretKey });
const secretDeletionSchema = strictObject({
  id: secretId,
  name: v.string(),
  deletedAt: time,
  deletedBy: v.string(),
});

export type SecretRecord = v.InferOutput<typeof secretRecordSchema>;
export type ListedSecret = v.InferOutput<typeof listedSecretSchema>;
export type SecretDetails = v.InferOutput<typeof secretDetailsSchema>;
/** The response to create-secret and rotate-secret: the only records of a secret that hold its key. */
export type CreatedSecret = v.InferOutput<typeof createdSecretSchema>;
export type RevealedSecret = v.InferOutput<typeof revealedSecretSchema>;
export type SecretDeletion = v.InferOutput<typeof secretDeletionSchema>;

function wholeNumber(minimum: number, maximum: number, unit: string) {
  const rule = `must be a whole number of ${unit} from ${minimum} to ${maximum}`;
  return v.pipe(v.number(rule), v.integer(rule), v.minValue(minimum, rule), v.maxValue(maximum, rule));
}

const lifecycleErrors = ['embed_disabled', 'not_found', 'already_retired'] as const;

const secretPath = strictObject({ organizationId, secretId });

export const secretContracts = {
  'list-secrets': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: noBody,
    response: { status: 200, body: strictObject({ records: v.array(listedSecretSchema) }) },
    errors: ['embed_disabled', 'not_found'],
  },
  'create-secret': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: strictObject({ name: secretNameSchema, limits: v.optional(secretLimitsSchema) }),
    response: { status: 201, body: createdSecretSchema },
    errors: [
      'embed_disabled',
      'not_found',
      'secret_limit',
      'organization_full',
      'idempotency_key_reused',
      'idempotency_target_gone',
    ],
  },
  'reveal-secret': {
    parameters: secretPath,
    query: noQuery,
    body: noBody,
    response: { status: 200, body: revealedSecretSchema },
    errors: ['embed_disabled', 'not_found'],
  },
  'rename-secret': {
    parameters: secretPath,
    query: noQuery,
    body: strictObject({ name: secretNameSchema, secretKey: v.optional(v.never(keyIsFixed)) }),
    response: { status: 200, body: secretRecordSchema },
    errors: ['embed_disabled', 'not_found', 'organization_full'],
  },
  'delete-secret': {
    parameters: secretPath,
    query: noQuery,
    body: noBody,
    response: { status: 200, body: secretDeletionSchema },
    errors: ['not_found'],
  },
  'get-secret': {
    parameters: secretPath,
    query: noQuery,
    body: noBody,
    response: { status: 200, body: secretDetailsSchema },
    errors: ['embed_disabled', 'not_found'],
  },
  'rotate-secret': {
    parameters: secretPath,
    query: noQuery,
    body: strictObject({
      name: v.optional(secretNameSchema),
      overlapHours: v.optional(wholeNumber(0, 720, 'hours'), 24),
      limits: v.optional(secretLimitsSchema),
    }),
    response: { status: 201, body: createdSecretSchema },
    errors: [
      ...lifecycleErrors,
      'already_replaced',
      'secret_limit',
      'organization_full',
      'idempotency_key_reused',
      'idempotency_target_gone',
    ],
  },
  'schedule-retirement': {
    parameters: secretPath,
    query: noQuery,
    body: strictObject({ retiresAt: requestTime }),
    response: { status: 200, body: secretRecordSchema },
    errors: lifecycleErrors,
  },
  'cancel-retirement': {
    parameters: secretPath,
    query: noQuery,
    body: noBody,
    response: { status: 200, body: secretRecordSchema },
    errors: lifecycleErrors,
  },
  'disable-secret': {
    parameters: secretPath,
    query: noQuery,
    body: strictObject({ minutes: v.optional(wholeNumber(1, 1440, 'minutes')) }),
    response: { status: 200, body: secretRecordSchema },
    errors: lifecycleErrors,
  },
  'enable-secret': {
    parameters: secretPath,
    query: noQuery,
    body: noBody,
    response: { status: 200, body: secretRecordSchema },
    errors: lifecycleErrors,
  },
  'limit-secret': {
    parameters: secretPath,
    query: noQuery,
    body: secretLimitsSchema,
    response: { status: 200, body: secretRecordSchema },
    errors: [...lifecycleErrors, 'organization_full'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
