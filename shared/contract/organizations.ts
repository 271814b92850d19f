import * as v from 'valibot';
import { noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationId } from './parameters.ts';
import { rule } from './rule.ts';
import { strictObject } from './strict-object.ts';

const boolean = v.boolean('must be true or false');

const organizationRecordSchema = strictObject({ organizationId, embedEnabled: v.boolean() });

export const organizationContracts = {
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
    response: { status: 200, body: organizationRecordSchema },
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
