import type { SecretDenial } from '../../shared/secrets/check-secret.ts';
import type { LogFacts, RefusedOutcome } from './outcome.ts';

/** Refuses a URL whose secret signed it correctly but doesn't let it in. The log says which secret, and which limit. */
export const secretDenied = ({ reason, limit }: SecretDenial, facts: LogFacts): RefusedOutcome => ({
  ok: false,
  reason,
  facts: { ...facts, ...(limit === undefined ? {} : { limit }) },
});
