import * as v from 'valibot';
import { noBody, noContent, noParameters, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { pageLength } from './page-length.ts';
import { host, organizationId } from './parameters.ts';
import { strictObject } from './strict-object.ts';

const hostRecordSchema = strictObject({ host, organizationId });

const hostPageSchema = strictObject({
  records: v.array(hostRecordSchema),
  /** Absent on the last page. */
  nextCursor: v.exactOptional(host),
});

export const hostContracts = {
  'list-hosts': {
    parameters: noParameters,
    query: strictObject({
      limit: pageLength,
      cursor: v.optional(host),
      organizationId: v.optional(organizationId),
    }),
    body: noBody,
    response: { status: 200, body: hostPageSchema },
    errors: [],
  },
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
