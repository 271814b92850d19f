/** The exit codes of the command line, documented in docs/cli.md. A code never changes its meaning. */
export const exitCodes = {
  ok: 0,
  /** An unexpected error, here or in the API. */
  failed: 1,
  /** A wrong command line or configuration, or a request that the API rejects as invalid. */
  usage: 2,
  /** No credentials, or credentials that may not do this. */
  forbidden: 3,
  notFound: 4,
  /** The current state doesn't allow it. */
  conflict: 5,
  /** The API can't be reached, or is unavailable for the moment. */
  unavailable: 6,
  /** The inspected URL doesn't open. */
  doesNotOpen: 7,
  /** Not confirmed, or interrupted at a prompt. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
