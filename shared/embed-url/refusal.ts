/** Why the protocol refuses a signed URL. Each fact has one name, whichever format the URL has. */
export const urlRefusalReasons = [
  'percent_encoding',
  'repeated_parameter',
  'unknown_parameter',
  'missing_parameter',
  'invalid_parameter',
  'malformed_payload',
  'malformed_signature',
  'v0_not_accepted',
  'v0_parameter_set',
  'redeem_parameter_set',
  'signature_mismatch',
  'malformed_claims',
  'claims_too_large',
  'invalid_claim',
  'unknown_claim',
  'identity_too_large',
  'login_url_mismatch',
  'expired',
  'expires_too_late',
] as const;

export type UrlRefusalReason = (typeof urlRefusalReasons)[number];

/** The reasons that one format can have. */
export type ReasonsOf<Reasons extends UrlRefusalReason> = Reasons;

/** A refused URL. `field` is the claim or the query parameter at fault, if there is one. */
export type Refusal<Reason extends UrlRefusalReason = UrlRefusalReason> = {
  ok: false;
  reason: Reason;
  field?: string;
};

export const refuse = <Reason extends UrlRefusalReason>(reason: Reason, field?: string): Refusal<Reason> =>
  field === undefined ? { ok: false, reason } : { ok: false, reason, field };
