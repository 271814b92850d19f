import type { OperationId } from '../../../shared/contract/operations.ts';
import { callPatiently } from '../harness/harness.ts';
import { type KnownSecret, makeSecret, type State } from './state.ts';

/** What admins do, by the API's clock. */
export const changes: readonly ((state: State) => Promise<void>)[] = [
  async (state) => {
    await revoke(state, 'delete-secret');
  },
  async (state) => {
    await revoke(state, 'disable-secret');
  },
  async (state) => {
    await revoke(state, 'rotate-secret', { overlapHours: 0 });
  },
  async (state) => {
    const secret = usable(state);
    if (secret === undefined) return;
    const retiresAt = state.now + state.random.pick([60_000, 600_000]);
    await call(state, 'schedule-retirement', secret, { retiresAt: new Date(retiresAt).toISOString() });
    secret.retiresAt = retiresAt;
    await makeSecret(state);
  },
  async (state) => {
    await call(state, 'end-all-sessions');
    endAll(state);
  },
  async (state) => {
    for (const embedEnabled of [false, true])
      await call(state, 'put-organization', undefined, { embedEnabled });
    endAll(state);
  },
];

/** From the response on, nothing that was made with the secret is accepted. */
async function revoke(state: State, operation: OperationId, body?: object): Promise<void> {
  const secret = usable(state);
  if (secret === undefined) return;
  await call(state, operation, secret, body);
  secret.isRevoked = true;
  await makeSecret(state);
}

/** A secret that no deadline is set for: the API refuses to change one that has retired. */
const usable = ({ secrets, random }: State): KnownSecret | undefined => {
  const some = secrets.filter(
    ({ isRevoked, retiresAt }) => !isRevoked && retiresAt === Number.POSITIVE_INFINITY,
  );
  return some.length === 0 ? undefined : random.pick(some);
};

function endAll(state: State): void {
  for (const session of state.sessions) session.isEnded = true;
}

async function call(state: State, id: OperationId, secret?: KnownSecret, body?: object): Promise<void> {
  const { admin, organizationId, report } = state;
  const { status } = await callPatiently(admin, id, {
    organizationId,
    ...(secret === undefined ? {} : { secretId: secret.id }),
    ...(body === undefined ? {} : { body }),
  });
  report.tried(`changes by ${id}`);
  if (status >= 300) report.found(`${id} returned ${status}`);
}
