import type { CloudFrontRequestResult } from 'aws-lambda';
import type { EdgeRefusalReason } from '../../shared/contract/refusals.ts';

/** Why a request was allowed, for the log. */
type AllowReason =
  | 'session_started'
  | 'session_resumed'
  | 'session_active'
  | 'nothing_consumed'
  | 'public_keys';

/** What the log may say about a request, beside its reason. */
type LogFacts = { organizationId?: string; secretId?: string; sessionId?: string; field?: string };

/**
 * The outcome of a viewer request: a response, or the request on its way to the origin; or a refusal.
 */
export type Outcome =
  | { ok: true; result: CloudFrontRequestResult; reason: AllowReason; facts?: LogFacts }
  | RefusedOutcome;

export type RefusedOutcome = { ok: false; reason: EdgeRefusalReason; facts?: LogFacts };
