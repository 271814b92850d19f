import * as v from 'valibot';
import { noBody, noContent, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { host, organizationId } from './parameters.ts';
import { strictObject } from './strict-object.ts';

const hostRecordSchema = strictObject({ host, organizationId });

export const hostContracts = {
  'put-host': {
    parameters: strictObject({ host }),
    query: noQuery,
    body: strictObject({
      organizationId,
      /** Doesn't wait until 7 days have passed since another organization released the host. */
      force: v.optional(v.boolean('must be true or false')),
    }),
    response: { status: 200, body: hostRecordSchema },
    errors: ['not_found', 'host_unproven', 'host_taken', 'host_held'],
  },
  'delete-host': {
    parameters: strictObject({ host }),
    query: noQuery,
    body: noBody,
    response: noContent,
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
