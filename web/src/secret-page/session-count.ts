import type { SecretDetails } from '../../../shared/contract/records.ts';

/** `3`, or `1,000+` if counting stopped. */
export const countOf = ({
  liveSessions,
  liveSessionsComplete,
}: Pick<SecretDetails, 'liveSessions' | 'liveSessionsComplete'>): string =>
  `${liveSessions.toLocaleString()}${liveSessionsComplete ? '' : '+'}`;
