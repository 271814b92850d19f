import * as v from 'valibot';
import { noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationId } from './parameters.ts';

const organizationRecordSchema = v.strictObject({ organizationId, embedEnabled: v.boolean() });

export type OrganizationRecord = v.InferOutput<typeof organizationRecordSchema>;

export const organizationContracts = {
  'put-organization': {
    parameters: v.strictObject({ organizationId }),
    query: noQuery,
    body: v.strictObject({ embedEnabled: v.boolean('must be true or false') }),
    response: { status: 200, body: organizationRecordSchema },
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
