import { randomUUID } from 'node:crypto';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { callPatiently, type Harness } from './harness.ts';

type Step = { operation: OperationId; body?: object };

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

/** What an admin does to a new secret, whose URLs and sessions are still accepted afterwards. */
const usable = {
  active: () => [],
  renamed: () => [{ operation: 'rename-secret', body: { name: 'Staging' } }],
  retiring: () => [{ operation: 'schedule-retirement', body: { retiresAt: inAnHour() } }],
  replaced: () => [{ operation: 'rotate-secret', body: { overlapHours: 1 } }],
  limited: () => [{ operation: 'limit-secret', body: { paths: ['/dashboards'] } }],
  'enabled again': () => [
    { operation: 'disable-secret', body: { minutes: 10 } },
    { operation: 'enable-secret' },
  ],
} as const satisfies Record<string, () => readonly Step[]>;

/** What revokes a secret: from the response on, nothing made with it is accepted. */
const revoked = {
  deleted: () => [{ operation: 'delete-secret' }],
  disabled: () => [{ operation: 'disable-secret' }],
  'disabled for a while': () => [{ operation: 'disable-secret', body: { minutes: 10 } }],
  retired: () => [{ operation: 'rotate-secret', body: { overlapHours: 0 } }],
  'limited to another path': () => [{ operation: 'limit-secret', body: { paths: ['/reports'] } }],
} as const satisfies Record<string, () => readonly Step[]>;

export type UsableState = keyof typeof usable;
export type RevokedState = keyof typeof revoked;
const namesOf = <Name extends string>(states: Record<Name, unknown>): Name[] => Object.keys(states) as Name[];
export const usableStates = namesOf(usable);
export const revokedStates = namesOf(revoked);

/** Whether a secret in one state can be brought into another: one that was replaced can't be rotated again. */
export const canBecome = (from: UsableState, to: RevokedState): boolean =>
  !(from === 'replaced' && to === 'retired');

/** Brings a secret into a state. Returns the response that was no success, if there was one. */
export async function bringInto(
  harness: Harness,
  { organizationId, secretId }: { organizationId: string; secretId: string },
  state: UsableState | RevokedState,
): Promise<string | undefined> {
  const steps: readonly Step[] = { ...usable, ...revoked }[state]();
  for (const { operation, body } of steps) {
    const { status } = await callPatiently(harness, operation, {
      ...{ organizationId, secretId, body },
      // A rotation that ran out of time may have happened.
      ...(operation === 'rotate-secret' ? { idempotencyKey: randomUUID() } : {}),
    });
    if (status >= 300) return `${operation} returned ${status}`;
  }
  return undefined;
}

/** Deletes every secret of an organization, so that none of its limits is reached. */
export async function deleteSecrets(harness: Harness, organizationId: string): Promise<void> {
  const { body } = await callPatiently(harness, 'list-secrets', { organizationId });
  for (const { id } of body.records as { id: string }[]) {
    await callPatiently(harness, 'delete-secret', { organizationId, secretId: id });
  }
}
