import { type UrlRefusalReason, urlRefusalReasons } from '../embed-url/refusal.ts';

/** Why the session of a signed URL can't be started or redeemed. */
const urlSessionReasons = [
  'already_used',
  'unknown_session',
  'session_expired',
  'session_ended',
  'sessions_ended',
] as const;

export type UrlSessionReason = (typeof urlSessionReasons)[number];

/** Why a secret that signed correctly doesn't let a request in. */
const secretDenialReasons = ['secret_disabled', 'secret_retired', 'outside_limits'] as const;

export type SecretDenialReason = (typeof secretDenialReasons)[number];

/** Reasons that only an inspection reports: they name a cause that the edge doesn't look for. */
const inspectionReasons = [
  // The URL as text
  'not_a_url',
  'white_space',
  'html_escaped',
  'unknown_path',
  'foreign_host',
  'url_too_long',
  'truncated',
  // How it was encoded and signed
  'plus_read_as_space',
  'standard_base64',
  'hex_signature',
  'payload_changed',
  'padding_changed',
  'signed_json',
  'double_encoded',
  'changed_after_signing',
  'deleted_secret',
  // What it says
  'wrong_compression',
  'exp_in_milliseconds',
] as const;

/**
 * Why a URL doesn't open, as `inspect-url` reports it. A code never changes its meaning; docs/troubleshooting.md
 * has an example URL for each.
 */
export const inspectReasons = [
  ...inspectionReasons,
  ...urlRefusalReasons,
  ...secretDenialReasons,
  ...urlSessionReasons,
] as const;

export type InspectReason = (typeof inspectReasons)[number];

/** Why a session cookie is refused: the first of these that applies. */
export type SessionRefusalReason =
  | 'unknown_organization'
  | 'embed_disabled'
  | 'unknown_secret'
  | 'cookie_signature_mismatch'
  | SecretDenialReason
  | 'session_expired'
  | 'unknown_session'
  | 'session_ended'
  | 'sessions_ended';

/** Why the edge refuses a request, as its log says. The viewer never learns it. */
export type EdgeRefusalReason =
  | UrlRefusalReason
  | UrlSessionReason
  | SecretDenialReason
  | SessionRefusalReason
  | 'method_not_allowed'
  | 'unknown_host'
  | 'no_session_cookie'
  | 'cookie_blocked'
  | 'malformed_cookie'
  | 'environment_mac_mismatch'
  | 'cross_origin_write';

/** Why the edge couldn't decide: nothing is let through. */
export type EdgeFailureReason = 'table_unavailable' | 'internal_error';
