import * as v from 'valibot';
import { noBody, noParameters, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { pageLength } from './page-length.ts';
import { organizationId } from './parameters.ts';
import { rule } from './rule.ts';
import { strictObject } from './strict-object.ts';
import { time } from './time.ts';

const boolean = v.boolean('must be true or false');

const organization = { organizationId, embedEnabled: v.boolean() };
const organizationRecordSchema = strictObject({
  ...organization,
  /** Only while it isn't completely deleted. */
  deletionStartedAt: v.exactOptional(time),
});

const organizationPageSchema = strictObject({
  records: v.array(organizationRecordSchema),
  /** Absent on the last page. */
  nextCursor: v.exactOptional(organizationId),
});

export type OrganizationRecord = v.InferOutput<typeof organizationRecordSchema>;

export const organizationContracts = {
  'list-organizations': {
    parameters: noParameters,
    query: strictObject({ limit: pageLength, cursor: v.optional(organizationId) }),
    body: noBody,
    response: { status: 200, body: organizationPageSchema },
    errors: [],
  },
  'get-organization': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: noBody,
    response: { status: 200, body: organizationRecordSchema },
    errors: ['not_found'],
  },
  'put-organization': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: v.pipe(
      strictObject({ embedEnabled: boolean, revokeSecrets: v.optional(boolean) }),
      v.forward(
        rule(
          ({ embedEnabled, revokeSecrets }) => !(embedEnabled && revokeSecrets === true),
          'needs embedEnabled to be false',
          {
            not: {
              required: ['embedEnabled', 'revokeSecrets'],
              properties: { embedEnabled: { const: true }, revokeSecrets: { const: true } },
            },
          },
          'not_allowed',
        ),
        ['revokeSecrets'],
      ),
    ),
    response: { status: 200, body: strictObject(organization) },
    errors: ['not_found', 'deletion_incomplete'],
  },
  'delete-organization': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: noBody,
    response: { status: 200, body: strictObject({ organizationId, deletedAt: time }) },
    errors: ['not_found', 'embed_enabled', 'deletion_incomplete'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
