import type { SecretItem } from '../organizations/organization.ts';

/** A secret without its key. */
export type Secret = SecretItem & { id: string };

/** Why a secret wasn't changed: the organization, in its present state, doesn't allow it. */
export type SecretRefusal = 'unknown_organization' | 'embed_disabled' | 'secret_limit' | 'unknown_secret';

/** The secrets of an organization, newest first. */
export const newestFirst = (secrets: Readonly<Record<string, SecretItem>>): Secret[] =>
  Object.entries(secrets)
    .map(([id, secret]) => ({ id, ...secret }))
    .sort((one, other) => (one.id < other.id ? 1 : -1));
