import * as v from 'valibot';
import { noBody, noContent, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { host, organizationId } from './parameters.ts';

const hostRecordSchema = v.strictObject({ host, organizationId });

export const hostContracts = {
  'put-host': {
    parameters: v.strictObject({ host }),
    query: noQuery,
    body: v.strictObject({ organizationId }),
    response: { status: 200, body: hostRecordSchema },
    errors: ['not_found', 'host_taken'],
  },
  'delete-host': {
    parameters: v.strictObject({ host }),
    query: noQuery,
    body: noBody,
    response: noContent,
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
