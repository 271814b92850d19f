import * as v from 'valibot';
import { claimsMaxBytes, largeClaimsMaxBytes } from '../embed-url/claims.ts';
import { claimsBody } from './claims-body.ts';
import { lifetime } from './lifetime.ts';
import { noQuery, type OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationId, secretId } from './parameters.ts';
import { inspectReasons } from './refusals.ts';
import { rule } from './rule.ts';
import { strictObject } from './strict-object.ts';
import { time } from './time.ts';

/** What to do if the claims are too large for a URL. */
export const largeClaimsAdvice = ` in a URL: 2-step SSO (create-session) takes ${largeClaimsMaxBytes}`;

/** The members of generate-url's body that are not claims. */
const urlOptions = {
  secretId: v.optional(secretId),
  expiresIn: v.optional(lifetime),
  host: v.optional(v.string('must be a string')),
};

const generatedUrlSchema = strictObject({ url: v.pipe(v.string(), v.url()), expiresAt: time });
const inspectionSchema = strictObject({
  /** Whether it would open now. */
  opens: v.boolean(),
  format: v.picklist(['v1', 'v0', 'redeem', 'unknown']),
  /** The first thing that is wrong. */
  reason: v.exactOptional(v.picklist(inspectReasons)),
  explanation: v.string(),
  /** The secret that signed it, if that can be told. */
  secret: v.exactOptional(strictObject({ id: secretId, name: v.string(), deletedAt: v.exactOptional(time) })),
  /** What the URL says about the viewer, as far as it can be read. Verified only if the URL opens. */
  claims: v.exactOptional(v.looseObject({})),
});

export type GeneratedUrl = v.InferOutput<typeof generatedUrlSchema>;

export const urlContracts = {
  'generate-url': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: claimsBody(urlOptions, { maxBytes: claimsMaxBytes, advice: largeClaimsAdvice }),
    response: { status: 201, body: generatedUrlSchema },
    errors: ['embed_disabled', 'not_found', 'no_secret'],
  },
  'inspect-url': {
    parameters: strictObject({ organizationId }),
    query: noQuery,
    body: strictObject({
      url: v.pipe(
        v.string('must be a string'),
        rule((url) => url.trim() !== '', 'must not be blank', { pattern: '\\S' }, 'out_of_range'),
      ),
    }),
    response: { status: 200, body: inspectionSchema },
    errors: ['embed_disabled', 'not_found'],
  },
} as const satisfies Partial<Record<OperationId, OperationContract>>;
