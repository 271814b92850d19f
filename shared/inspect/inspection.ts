/** Why a URL does not open. A code never changes its meaning; docs/troubleshooting.md has one URL for each. */
export const inspectReasons = [
  // The URL as text
  'not_a_url',
  'white_space',
  'html_escaped',
  'unknown_path',
  'foreign_host',
  'url_too_long',
  'percent_encoding',
  'repeated_parameter',
  'unknown_parameter',
  'missing_parameter',
  'invalid_parameter',
  'truncated',
  // How it was encoded and signed
  'plus_read_as_space',
  'standard_base64',
  'hex_signature',
  'malformed_payload',
  'malformed_signature',
  'payload_changed',
  'padding_changed',
  'signed_json',
  'double_encoded',
  'changed_after_signing',
  'deleted_secret',
  'signature_mismatch',
  'v0_not_accepted',
  'v0_parameter_set',
  // What it says
  'wrong_compression',
  'malformed_claims',
  'claims_too_large',
  'invalid_claim',
  'login_url_mismatch',
  'exp_in_milliseconds',
  'expired',
  'expires_too_late',
  // What became of it
  'already_used',
  'unknown_session',
  'session_expired',
  'session_ended',
  'sessions_ended',
] as const;

export type InspectReason = (typeof inspectReasons)[number];

export type UrlFormat = 'v1' | 'v0' | 'redeem' | 'unknown';

/** What an engineer needs to know of a URL that does not open, or does. */
export type Inspection = {
  /** Whether it would open now. */
  opens: boolean;
  format: UrlFormat;
  /** The first thing that is wrong. */
  reason?: InspectReason;
  explanation: string;
  /** The secret that signed it, where that can be told. */
  secret?: { id: string; name: string; deletedAt?: string };
  /** What the URL says of the viewer, as far as it can be read; not vouched for unless it opens. */
  claims?: object;
};

/** One thing that is wrong. */
export type Finding = { reason: InspectReason; explanation: string };

export const finding = (reason: InspectReason, explanation: string): Finding => ({ reason, explanation });

/**
 * What can be told of a URL from its text and the organization's keys: the first thing that is wrong with it,
 * or the session that it would make, or redeem.
 */
export type Diagnosis = {
  finding?: Finding;
  secretId?: string;
  claims?: object;
  /** Of the session that this URL makes or redeems. */
  sessionId?: string;
};

/** `3 hours`, `1 day`: the largest unit of a duration, rounded. */
export function duration(milliseconds: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const;
  const [unit, length] = units.find(([, size]) => milliseconds >= size) ?? ['second', 1000];
  const count = Math.round(milliseconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
