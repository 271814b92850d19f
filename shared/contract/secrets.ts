import * as v from 'valibot';
import { noBody, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationId, secretId } from './parameters.ts';
import { secretNameSchema } from './secret-name.ts';
import { time } from './time.ts';

const secretRecord = {
  id: secretId,
  name: v.string(),
  /** `esk_…` and the last 4 characters of the key. */
  maskedKey: v.string(),
  createdAt: time,
  createdBy: v.string(),
  renamedAt: v.exactOptional(time),
};
const secretKey = v.string();
const keyIsFixed = 'cannot be changed: a secret keeps its key; create a new secret';

const secretRecordSchema = v.strictObject(secretRecord);
const createdSecretSchema = v.strictObject({ ...secretRecord, secretKey });
const revealedSecretSchema = v.strictObject({ id: secretId, secretKey });
const secretDeletionSchema = v.strictObject({
  id: secretId,
  name: v.string(),
  deletedAt: time,
  deletedBy: v.string(),
});

export type SecretRecord = v.InferOutput<typeof secretRecordSchema>;
/** The response to create-secret: the only record of a secret that holds its key. */
export type CreatedSecret = v.InferOutput<typeof createdSecretSchema>;
export type RevealedSecret = v.InferOutput<typeof revealedSecretSchema>;
export type SecretDeletion = v.InferOutput<typeof secretDeletionSchema>;

const secretPath = v.strictObject({ organizationId, secretId });

export const secretContracts = {
  'list-secrets': {
    parameters: v.strictObject({ organizationId }),
    query: noQuery,
    body: noBody,
    response: { status: 200, body: v.strictObject({ records: v.array(secretRecordSchema) }) },
    errors: ['embed_disabled', 'not_found'],
  },
  'create-secret': {
    parameters: v.strictObject({ organizationId }),
    query: noQuery,
    body: v.strictObject({ name: secretNameSchema }),
    response: { status: 201, body: createdSecretSchema },
    errors: [
      'embed_disabled',
      'not_found',
      'secret_limit',
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
    body: v.strictObject({ name: secretNameSchema, secretKey: v.optional(v.never(keyIsFixed)) }),
    response: { status: 200, body: secretRecordSchema },
    errors: ['embed_disabled', 'not_found'],
  },
  'delete-secret': {
    parameters: secretPath,
    query: noQuery,
    body: noBody,
    response: { status: 200, body: secretDeletionSchema },
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
