import type { OrganizationWithoutKeys, SecretItem } from '../organizations/organization.ts';
import type { SecretLifecycle } from './secret-lifecycle.ts';

/** A secret without its key. */
export type Secret = SecretItem & { id: string; lifecycle: SecretLifecycle };

/** Why a secret wasn't changed: the organization, in its present state, doesn't allow it. */
export type SecretRefusal =
  | 'unknown_organization'
  | 'embed_disabled'
  | 'secret_limit'
  | 'organization_full'
  | 'unknown_secret'
  | 'already_retired'
  | 'already_replaced';

type WithSecrets = Pick<OrganizationWithoutKeys, 'secrets' | 'lifecycle'>;

/** A secret of an organization. `undefined` if it doesn't exist. A deleted successor isn't mentioned. */
export function secretOf({ secrets, lifecycle }: WithSecrets, id: string): Secret | undefined {
  const secret = secrets[id];
  if (secret === undefined) return undefined;
  const { replacedBy, ...entry } = lifecycle[id] ?? {};
  const replaced = replacedBy !== undefined && secrets[replacedBy] !== undefined;
  return { id, ...secret, lifecycle: { ...entry, ...(replaced ? { replacedBy } : {}) } };
}

/** The secrets of an organization, newest first. */
export const newestFirst = (organization: WithSecrets): Secret[] =>
  Object.keys(organization.secrets)
    .map((id) => secretOf(organization, id))
    .filter((secret) => secret !== undefined)
    .sort((one, other) => (one.id < other.id ? 1 : -1));
