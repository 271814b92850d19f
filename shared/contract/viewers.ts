import * as v from 'valibot';
import { erasureCursorPattern } from '../viewers/erasure-cursor.ts';
import { noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { externalId, organizationId } from './parameters.ts';
import { pattern } from './rule.ts';
import { strictObject } from './strict-object.ts';

export const viewerContracts = {
  'erase-viewer': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: strictObject({
      externalId,
      cursor: v.optional(
        v.pipe(
          v.string('must be a string'),
          pattern(erasureCursorPattern, 'is not a cursor of this operation'),
        ),
      ),
    }),
    response: {
      status: 200,
      body: strictObject({
        erased: v.number(),
        /** Absent if nothing is left. */
        nextCursor: v.exactOptional(v.string()),
      }),
    },
    errors: ['embed_disabled', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
