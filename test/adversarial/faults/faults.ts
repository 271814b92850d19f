import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { storesAt, unlimited } from '../../support/dynamodb.ts';
import type { ViewerHandler } from '../../support/edge.ts';
import { type FaultProfile, faultProfiles } from '../harness/fault-profiles.ts';
import { createSecret, makeHarness } from '../harness/harness.ts';
import { seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { startStoreProcess } from '../harness/store-process.ts';
import { startStoreProxy } from '../harness/store-proxy.ts';
import { createOrganization, type Way, waysIn } from '../harness/ways-in.ts';
import { makeAdministrator } from './api-faults.ts';
import { startCpuTime } from './cpu-time.ts';
import { prepareCredentials, viewUnderFaults, viewWithoutFaults } from './edge-faults.ts';

export type FaultBug = {
  /** Around DynamoDB as the edge reaches it. */
  edge?: (dynamodb: DynamoDb) => DynamoDb;
  /** Around DynamoDB as the API reaches it. */
  api?: (dynamodb: DynamoDb) => DynamoDb;
  around?: (handle: ViewerHandler) => ViewerHandler;
};

/**
 * Injects faults between the code and DynamoDB. During a fault, nothing is accepted that would be refused with a healthy
 * table, and what can't be verified gets a 503 within 3 seconds. Afterwards every verdict is correct at once, no change is
 * half done, and repeated requests lead to one state.
 *
 * @param options.ways each instance signs in by one of them, in turn
 * @param options.instances function instances, each with its own organization and one request at a time, as in Lambda
 */
export async function checkFaults(
  report: Report,
  {
    instances,
    profiles = faultProfiles,
    ways = waysIn,
    bug = {},
  }: { instances: number; profiles?: readonly FaultProfile[]; ways?: readonly Way[]; bug?: FaultBug },
): Promise<void> {
  const random = seededRandom('faults');
  const database = await startStoreProcess();
  const proxy = await startStoreProxy(database.endpoint, random);
  const { seconds: time, stop } = startCpuTime();
  const {
    edge: edgeBug = unchanged,
    api: apiBug = unchanged,
    around = (handle: ViewerHandler) => handle,
  } = bug;

  let made = 0;
  const instance = async (other: { foreign: string; foreignKey: string }) => {
    const stores = storesAt(proxy.endpoint);
    const edgeStore = edgeBug((request, budget = unlimited) => stores.edge(budget)(request));
    const edge =
      (budget: AbortSignal): DynamoDb =>
      (request) =>
        edgeStore(request, budget);
    const well = await makeHarness(database, random);
    const harness = await makeHarness({ sdk: apiBug(stores.sdk), edge }, random, { around });
    const organizationId = await createOrganization(well);
    const way = ways[made++ % ways.length] as Way;
    const credentials = await prepareCredentials(well, organizationId, { ...other, way, random, report });
    const administrator = await makeAdministrator(harness, organizationId, { random, report, time });
    return { harness, credentials, administrator };
  };

  try {
    const well = await makeHarness(database, random);
    await well.call('rotate-environment-keys');
    const foreign = await createOrganization(well);
    const { secretKey: foreignKey } = await createSecret(well, foreign);
    for (const profile of profiles) {
      report.tried('fault profiles');
      const all: Awaited<ReturnType<typeof instance>>[] = [];
      while (all.length < instances) {
        const some = Math.min(4, instances - all.length);
        all.push(
          ...(await Promise.all(Array.from({ length: some }, () => instance({ foreign, foreignKey })))),
        );
      }
      proxy.treat = (request) => profile.treat(random, request);
      await Promise.all(all.map((each) => pass(each, profile)));
      proxy.treat = () => ({ kind: 'pass' });
      await Promise.all(
        all.map(async ({ harness, credentials, administrator }) => {
          for (const credential of credentials) await viewWithoutFaults(harness, credential, report);
          await administrator.settle(profile, database.sdk);
        }),
      );
    }
  } finally {
    stop();
    await proxy.close();
    await database.close();
  }

  async function pass(
    { harness, credentials, administrator }: Awaited<ReturnType<typeof instance>>,
    profile: FaultProfile,
  ) {
    const views = async () => {
      for (let view = 0; view < 2; view++)
        await viewUnderFaults(harness, random.pick(credentials), { profile, report, time });
    };
    const acts = async () => {
      for (let act = 0; act < 2; act++) await administrator.act(profile);
    };
    await Promise.all([views(), views(), views(), acts()]);
  }
}

const unchanged = (dynamodb: DynamoDb): DynamoDb => dynamodb;
