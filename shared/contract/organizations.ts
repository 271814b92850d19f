import * as v from 'valibot';
import { noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationId } from './parameters.ts';

const boolean = v.boolean('must be true or false');

const organizationRecordSchema = v.strictObject({ organizationId, embedEnabled: v.boolean() });

export const organizationContracts = {
  'put-organization': {
    parameters: v.strictObject({ organizationId }),
    query: noQuery,
    body: v.pipe(
      v.strictObject({ embedEnabled: boolean, revokeSecrets: v.optional(boolean) }),
      v.forward(
        v.check(
          ({ embedEnabled, revokeSecrets }) => !(embedEnabled && revokeSecrets === true),
          'needs embedEnabled to be false',
        ),
        ['revokeSecrets'],
      ),
    ),
    response: { status: 200, body: organizationRecordSchema },
    errors: ['not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
