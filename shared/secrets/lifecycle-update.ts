import { randomBytes } from 'node:crypto';
import { mapsExist, type OrganizationMap } from '../organizations/organization-maps.ts';
import { keyMapOf, type SecretLifecycle } from './secret-lifecycle.ts';

/** The parts of an update that changes the lifecycle of the secret `#id`. */
export type LifecycleUpdate = {
  /** The maps that it writes into, which have to exist. */
  maps: readonly OrganizationMap[];
  /** After `SET`, and last: it may end with a `REMOVE`. */
  clause: string;
  conditions: readonly string[];
  names: Readonly<Record<string, string>>;
  values: Readonly<Record<string, SecretLifecycle | string>>;
};

/**
 * Replaces a lifecycle, if the secret exists and nothing has changed it since it was read, and moves its key to where
 * the new lifecycle puts it. The key is copied inside the table: it never leaves it.
 */
export function lifecycleUpdate(before: SecretLifecycle, after: SecretLifecycle): LifecycleUpdate {
  const [from, to] = [keyMapOf(before), keyMapOf(after)];
  const moves = from !== to;
  const maps: OrganizationMap[] = moves ? ['lifecycle', to] : ['lifecycle'];
  const { revision } = before;
  return {
    maps,
    clause: `#lifecycle.#id = :after${moves ? `, #${to}.#id = #${from}.#id REMOVE #${from}.#id` : ''}`,
    conditions: [
      mapsExist(maps),
      'attribute_exists(#secrets.#id)',
      revision === undefined
        ? 'attribute_not_exists(#lifecycle.#id.#revision)'
        : '#lifecycle.#id.#revision = :revision',
      ...(moves ? [`attribute_exists(#${from}.#id)`] : []),
    ],
    names: {
      '#secrets': 'secrets',
      '#lifecycle': 'lifecycle',
      '#revision': 'revision',
      ...(moves ? { [`#${from}`]: from, [`#${to}`]: to } : {}),
    },
    values: { ':after': after, ...(revision === undefined ? {} : { ':revision': revision }) },
  };
}

export const withNewRevision = (lifecycle: SecretLifecycle): SecretLifecycle => ({
  ...lifecycle,
  revision: randomBytes(6).toString('base64url'),
});
