import { noBody, noContent, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { host, organizationId } from './parameters.ts';
import { strictObject } from './strict-object.ts';

const hostRecordSchema = strictObject({ host, organizationId });

export const hostContracts = {
  'put-host': {
    parameters: strictObject({ host }),
    query: noQuery,
    body: strictObject({ organizationId }),
    response: { status: 200, body: hostRecordSchema },
    errors: ['not_found', 'host_taken'],
  },
  'delete-host': {
    parameters: strictObject({ host }),
    query: noQuery,
    body: noBody,
    response: noContent,
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
