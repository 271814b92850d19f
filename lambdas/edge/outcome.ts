import type { CloudFrontRequestResult } from 'aws-lambda';
import type { EdgeRefusalReason } from '../../shared/contract/refusals.ts';
import type { SecretLimit } from '../../shared/secrets/secret-limits.ts';

/** Why a request was allowed, for the log. */
type AllowReason =
  | 'session_started'
  | 'session_resumed'
  | 'session_active'
  | 'nothing_consumed'
  | 'public_keys';

/** What may be logged about a request, in addition to the reason. */
export type LogFacts = {
  organizationId?: string;
  secretId?: string;
  sessionId?: string;
  /** The claim or the query parameter at fault. */
  field?: string;
  /** The limit of the secret that the request exceeds. */
  limit?: SecretLimit;
  /** The login or the refusal is missing in the secret's usage. */
  uncounted?: true;
};

/**
 * The outcome of a viewer request: a response, or the request on its way to the origin; or a refusal.
 */
export type Outcome =
  | { ok: true; result: CloudFrontRequestResult; reason: AllowReason; facts?: LogFacts }
  | RefusedOutcome;

export type RefusedOutcome = { ok: false; reason: EdgeRefusalReason; facts?: LogFacts };
