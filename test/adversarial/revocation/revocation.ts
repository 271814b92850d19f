import { setTimeout } from 'node:timers/promises';
import { patientEdgeAt, storesAt } from '../../support/dynamodb.ts';
import { createSecret, type Harness, makeHarness } from '../harness/harness.ts';
import { type EdgeBug, noBug } from '../harness/only-for.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import {
  bringInto,
  canBecome,
  deleteSecrets,
  revokedStates,
  usableStates,
} from '../harness/secret-states.ts';
import { startStoreProcess } from '../harness/store-process.ts';
import { startStoreProxy } from '../harness/store-proxy.ts';
import { verdicts } from '../harness/verdicts.ts';
import { createOrganization, pageAt, signIn, waysIn } from '../harness/ways-in.ts';

const atOnce = 12;

/**
 * Lives of secrets, many at once, through the real handlers over a store that delays at random: each is created and
 * brought into a state, signs in by any way, and is revoked meanwhile, by any of the operations that do. Nothing is
 * accepted that began after the revocation had returned, and nothing right is refused before it was requested.
 */
export async function checkRevocation(
  report: Report,
  { histories, bug = noBug }: { histories: number; bug?: EdgeBug },
): Promise<void> {
  const random = seededRandom('revocation');
  const database = await startStoreProcess();
  const proxy = await startStoreProxy(database.endpoint, random);
  proxy.treat = () => ({ kind: 'pass', beforeMs: random.below(6), afterMs: random.below(6) });
  try {
    const { sdk } = storesAt(proxy.endpoint);
    const store = patientEdgeAt(proxy.endpoint);
    // Two edges, as there are many: none may know what the other does not.
    const edges = [bug, bug].map((each) => (budget: AbortSignal) => each.store(store(budget)));
    const { around } = bug;
    const harnesses = await Promise.all(edges.map((edge) => makeHarness({ sdk, edge }, random, { around })));
    const [harness] = harnesses as [Harness];
    await harness.call('rotate-environment-keys');

    let left = histories;
    const judge = verdicts(report);
    const worker = async () => {
      const organizationId = await createOrganization(harness);
      while (left-- > 0) {
        await life(organizationId, { harnesses, judge, random, report });
        report.tried('histories');
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    await proxy.close();
    await database.close();
  }
}

type Setting = {
  harnesses: readonly Harness[];
  judge: ReturnType<typeof verdicts>;
  random: Random;
  report: Report;
};

/** One secret from its creation to after its revocation. */
async function life(organizationId: string, { harnesses, judge, random, report }: Setting): Promise<void> {
  const harness = () => random.pick(harnesses);
  const { id: secretId, secretKey } = await createSecret(harness(), organizationId);
  const secret = { organizationId, secretId };
  const state = random.pick(usableStates);
  const refusal = await bringInto(harness(), secret, state);
  if (refusal !== undefined) report.found(`a secret could not become ${state}: ${refusal}`);
  report.tried(`secrets ${state}`);

  const login = async () => {
    const way = random.pick(waysIn);
    const request = await signIn(harness(), way, { organizationId, secretKey, random });
    report.tried(`logins by ${way.name}`);
    const { cookie } = await judge.judging({ what: 'login', secretId }, () => harness().view(request));
    return pageAt(request.host, cookie);
  };
  const page = await login();
  const session = () => judge.judging({ what: 'session', secretId }, () => harness().view(page));
  const end = random.pick(revokedStates.filter((revoked) => canBecome(state, revoked)));
  report.tried(`secrets ${end}`);
  const revoke = () =>
    judge.revoking(secretId, async () => {
      const refusal = await bringInto(harness(), secret, end);
      if (refusal !== undefined)
        report.found(`a secret that was ${state} could not become ${end}: ${refusal}`);
      return refusal === undefined;
    });

  const isRepeatable = end !== 'retired';
  const revoking = Promise.all([revoke(), ...(isRepeatable && random.chance(0.2) ? [revoke()] : [])]);
  // Not to wait for anything: it spreads the visits over the time that a revocation takes.
  const views = Array.from({ length: 5 }, async () => {
    await setTimeout(random.below(80));
    await random.pick([login, session])();
  });
  await Promise.all([revoking, ...views]);
  await Promise.all([login(), session()]);
  await deleteSecrets(harness(), organizationId);
  await Promise.all([login(), session()]);
}
