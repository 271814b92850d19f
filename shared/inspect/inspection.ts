import type { InspectReason } from '../contract/refusals.ts';
import type { UrlFormat } from '../embed-url/url-format.ts';

/** What an engineer needs to know about a URL. */
export type Inspection = {
  /** Whether it would open now. */
  opens: boolean;
  format: UrlFormat | 'unknown';
  /** The first thing that is wrong. */
  reason?: InspectReason;
  explanation: string;
  /** The secret that signed it, if that can be told. */
  secret?: { id: string; name: string; deletedAt?: string };
  /** What the URL says about the viewer, as far as it can be read. Verified only if the URL opens. */
  claims?: object;
};

/** One thing that is wrong. */
export type Finding = { reason: InspectReason; explanation: string };

export const finding = (reason: InspectReason, explanation: string): Finding => ({ reason, explanation });

/**
 * What the text of a URL and the organization's keys tell: the first thing that is wrong, or the session that it
 * would start or redeem. Without a `secretId` and a `finding`, no active secret signed it, and its text doesn't
 * tell why.
 */
export type Diagnosis = {
  claims?: object;
  /** Of the session that this URL starts or redeems. */
  sessionId?: string;
  /** The secret that signed it, whether it is active or not. */
  secretId?: string;
  finding?: Finding;
};
