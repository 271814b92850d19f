import { patientEdgeAt, startTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';
import { type Harness, makeHarness, type StoreBug } from '../harness/harness.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { createOrganization } from '../harness/ways-in.ts';
import { changes } from './changes.ts';
import { deadlines } from './deadlines.ts';
import { makeSecret, type State } from './state.ts';
import { openAnew, openAtBoth, openLate, visit, visitAgain } from './views.ts';

const stepsPerHistory = 24;
const pausesMs = [0, 0, 1, 1000, 25_000, 35_000, 60_000, 600_000, 3_600_000];

/** Bugs that a test puts into the API, and into the edges: around their clock, and between them and their table. */
export type ClockBug = {
  api?: StoreBug;
  edge?: (clock: () => number) => StoreBug;
  edgeClock?: (clock: () => number) => () => number;
};

/**
 * Histories of an organization at two edges whose clocks are wrong, each its own way. What has to be over when a
 * response arrives is over at both of them, whatever their clocks say: deleted, disabled, replaced and used. Deadlines
 * hold to within the difference of two clocks. And if no clock is more than 5 seconds off, no session survives that
 * all sessions are ended, and every one that is started afterwards is accepted.
 *
 * @param options.maxSkewMs by how much an edge's clock may be off
 */
export async function checkClockSkew(
  report: Report,
  { histories, maxSkewMs, bug = {} }: { histories: number; maxSkewMs: number; bug?: ClockBug },
): Promise<void> {
  const random = seededRandom(`clock skew ${maxSkewMs}`);
  const database = await startTestDynamoDb();
  try {
    await (await makeHarness(database, random)).call('rotate-environment-keys');
    for (let history = 0; history < histories; history++) {
      const setting = await start(database, { random, report, maxSkewMs, bug });
      for (let step = 0; step < stepsPerHistory; step++) {
        await random.pick([openAnew, openAnew, openAtBoth, openLate, visit, visit, visit, change])(setting);
        setting.now += random.pick(pausesMs);
      }
      report.tried('histories');
    }
  } finally {
    await database.close();
  }
}

async function start(
  database: TestDynamoDb,
  {
    random,
    report,
    maxSkewMs,
    bug: { api = unchanged, edge = () => unchanged, edgeClock = (clock) => clock },
  }: { random: Random; report: Report; maxSkewMs: number; bug: ClockBug },
): Promise<State> {
  const state = { now: Date.now() } as State;
  const stores = { sdk: api(database.sdk), edge: patientEdgeAt(database.endpoint) };
  const drawSkew = () => random.pick([-maxSkewMs, maxSkewMs, random.below(2 * maxSkewMs) - maxSkewMs]);
  const skews = [drawSkew(), drawSkew()];
  const edges = await Promise.all(
    skews.map((skew) => {
      const clock = edgeClock(() => state.now + skew);
      const withBug = { ...stores, edge: (budget: AbortSignal) => edge(clock)(stores.edge(budget)) };
      return makeHarness(withBug, random, { clock });
    }),
  );
  const admin = await makeHarness(stores, random, { clock: () => state.now });
  const organizationId = await createOrganization(admin);
  await admin.call('update-settings', { organizationId, body: { sessionLengthHours: 1 } });
  const [one = 0, other = 0] = skews;
  const differenceMs = Math.max(Math.abs(one), Math.abs(other), Math.abs(one - other));
  Object.assign(state, {
    ...{ organizationId, random, report, admin, edges: edges as [Harness, Harness], sessions: [] },
    ...{ expect: deadlines(differenceMs), areAllEndable: maxSkewMs <= 5000, secrets: [] },
  });
  await makeSecret(state);
  return state;
}

async function change(state: State): Promise<void> {
  await state.random.pick(changes)(state);
  await visitAgain(state);
}

const unchanged: StoreBug = (dynamodb) => dynamodb;
