import * as v from 'valibot';
import { noParameters, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { strictObject } from './strict-object.ts';
import { time } from './time.ts';

const environmentKeyRecordSchema = strictObject({ keyId: v.string(), createdAt: time, activeAt: time });

export const environmentContracts = {
  'rotate-environment-keys': {
    parameters: noParameters,
    query: noQuery,
    body: strictObject({
      /** Replaces the signing keys at once, because one has leaked. */
      emergency: v.optional(v.boolean('must be true or false')),
    }),
    response: { status: 201, body: environmentKeyRecordSchema },
    errors: [],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
