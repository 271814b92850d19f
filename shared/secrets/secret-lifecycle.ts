import type { SecretLimits } from './secret-limits.ts';

/**
 * What admins decided about a secret after it was created: an entry of the organization's `lifecycle` map, which
 * is an attribute of its own so that IAM keeps it from functions that only rename. A secret without an entry is
 * active and unlimited.
 *
 * Times are ISO 8601 with milliseconds. They are deadlines, not events: they are compared with the clock of each
 * request, so nothing has to run when they are reached.
 */
export type SecretLifecycle = {
  /** Since when the secret has been disabled. Its key is in `disabledKeys` while this is present. */
  disabledAt?: string;
  /** When it becomes usable again by itself. Absent: it stays disabled until an admin enables it. */
  disabledUntil?: string;
  /** From this time on the secret is retired. */
  retiresAt?: string;
  /** Retired at once, whatever a clock says. Its key is in `retiredKeys`. */
  retired?: true;
  /** The secret in whose place this one was created. */
  replaces?: string;
  /** The secret that was created in place of this one. Counts only while that secret exists. */
  replacedBy?: string;
  limits?: SecretLimits;
  /** Random, of the last change: the next change applies to no other state, and recognizes its own write. */
  revision?: string;
};

/** The maps of the organization's item that hold keys. A key is in exactly one of them. */
export type KeyMap = 'keys' | 'disabledKeys' | 'retiredKeys';

/**
 * Where a secret's key is.
 *
 * A disabled key is moved out of `keys`, so an edge of a version that doesn't know about disabling can't find it.
 * It stays in `disabledKeys` when a temporary disablement ends: nothing runs at that time to move it back.
 * A key in `retiredKeys` never returns to verification.
 */
export function keyMapOf({ retired, disabledAt }: SecretLifecycle): KeyMap {
  if (retired === true) return 'retiredKeys';
  return disabledAt === undefined ? 'keys' : 'disabledKeys';
}
