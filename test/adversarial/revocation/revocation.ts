import { setTimeout } from 'node:timers/promises';
import { patientEdgeAt, storesAt, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { createSecret, type Harness, makeHarness, page, type StoreBug } from '../harness/harness.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { startStoreProcess } from '../harness/store-process.ts';
import { startStoreProxy } from '../harness/store-proxy.ts';
import { verdicts } from '../harness/verdicts.ts';

const atOnce = 24;

/**
 * Lives of secrets, many at once, through the real handlers over a store that delays at random: each is
 * created, signs logins and sessions, and is deleted meanwhile. Nothing is accepted that began after the
 * delete answered, and nothing right is refused before the delete was asked for.
 */
export async function checkRevocation(
  report: Report,
  { histories, bug = (dynamodb) => dynamodb }: { histories: number; bug?: StoreBug },
): Promise<void> {
  const random = seededRandom('revocation');
  const database = await startStoreProcess();
  const proxy = await startStoreProxy(database.endpoint, random);
  proxy.treat = () => ({ kind: 'pass', beforeMs: random.below(6), afterMs: random.below(6) });
  try {
    const { sdk } = storesAt(proxy.endpoint);
    const store = patientEdgeAt(proxy.endpoint);
    // Two edges, as there are many: none may know what the other does not.
    const edges = [bug, bug].map((each) => (budget: AbortSignal) => each(store(budget)));
    const harnesses = await Promise.all(edges.map((edge) => makeHarness({ sdk, edge }, random)));
    const [harness] = harnesses as [Harness];
    await harness.call('rotate-environment-keys');

    let left = histories;
    const judge = verdicts(report);
    const worker = async () => {
      const organizationId = uniqueOrganizationId();
      await harness.call('put-organization', { organizationId, body: { embedEnabled: true } });
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

/** One secret from its creation to after its deletion. */
async function life(organizationId: string, { harnesses, judge, random, report }: Setting): Promise<void> {
  const harness = () => random.pick(harnesses);
  const { id: secretId, secretKey } = await createSecret(harness(), organizationId);
  const login = () =>
    judge.judging({ what: 'login', secretId }, () =>
      harness().view(harness().visit(organizationId, secretKey)),
    );
  const { cookie } = await login();
  const session = () =>
    judge.judging({ what: 'session', secretId }, () => harness().view(page(organizationId, cookie)));
  const remove = () =>
    judge.deleting(secretId, async () => {
      const { status, body } = await harness().call('delete-secret', { organizationId, secretId });
      if (status !== 200 || body.id !== secretId)
        report.found(`a delete of a secret that is there got ${status}`);
      return status === 200;
    });

  const removing = Promise.all([remove(), ...(random.chance(0.2) ? [remove()] : [])]);
  // Not to wait for anything: it spreads the visits over the time that a delete takes.
  const views = Array.from({ length: 5 }, () =>
    setTimeout(random.below(80)).then(random.pick([login, session])),
  );
  await Promise.all([removing, ...views]);
  await Promise.all([login(), session()]);
}
