import * as v from 'valibot';
import { noBody, noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationId } from './parameters.ts';
import { settingsChangeSchema } from './settings-change.ts';
import { strictObject } from './strict-object.ts';

const strings = v.pipe(v.array(v.string()), v.readonly());

const settingsRecordSchema = strictObject({
  sessionLengthHours: v.number(),
  frameAncestors: strings,
  /** `null`: v0 URLs are refused. */
  acceptV0: v.nullable(
    strictObject({ until: v.string(), parameterSets: v.pipe(v.array(strings), v.readonly()) }),
  ),
  /** What redeem URLs may have besides `prefersDark` and `theme`: one of these sets, or nothing. */
  redeemParameterSets: v.pipe(v.array(strings), v.readonly()),
  /** The names of the organization's own claims, which create-session and generate-url accept. */
  customClaims: strings,
  /** Whether a login URL with a claim that is neither known nor one of these is refused. */
  strictClaims: v.boolean(),
  /** The days of the last 30 on which v0 URLs created sessions, newest first. */
  v0Logins: v.pipe(
    v.array(strictObject({ date: v.pipe(v.string(), v.isoDate()), count: v.number() })),
    v.readonly(),
  ),
});

export type SettingsRecord = v.InferOutput<typeof settingsRecordSchema>;

export const settingsContracts = {
  'get-settings': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: noBody,
    response: { status: 200, body: settingsRecordSchema },
    errors: ['embed_disabled', 'not_found'],
  },
  'update-settings': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: settingsChangeSchema,
    response: { status: 200, body: settingsRecordSchema },
    errors: ['embed_disabled', 'not_found', 'organization_full'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
