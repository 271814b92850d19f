import type { DynamoDb } from '../../shared/dynamodb.ts';
import { storesAt, uniqueOrganizationId, unlimited } from '../support/dynamodb.ts';
import type { ViewerHandler } from '../support/edge.ts';
import { makeAdministrator } from './api-faults.ts';
import { prepareCredentials, viewInCalm, viewInStorm } from './edge-faults.ts';
import { startOwnTime } from './own-time.ts';
import { seededRandom } from './random.ts';
import type { Report } from './report.ts';
import { startStoreProcess } from './store-process.ts';
import { startStoreProxy } from './store-proxy.ts';
import { type Storm, storms } from './storms.ts';
import { createSecret, makeWorld, type World } from './world.ts';

export type FaultBug = {
  /** Around DynamoDB as the edge reaches it. */
  edge?: (dynamodb: DynamoDb) => DynamoDb;
  /** Around DynamoDB as the API reaches it. */
  api?: (dynamodb: DynamoDb) => DynamoDb;
  around?: (handle: ViewerHandler) => ViewerHandler;
};

/**
 * Storms between the code and DynamoDB. While one lasts, nothing is accepted that a healthy table would refuse,
 * and what cannot be told is a 503 within 3 seconds; after it, everything is right at once, nothing is half
 * done, and a repeated request ends in one state.
 *
 * @param options.instances functions at work, each with an organization of its own, one request at a time as in Lambda
 */
export async function checkFaults(
  report: Report,
  {
    instances,
    weather = storms,
    bug = {},
  }: { instances: number; weather?: readonly Storm[]; bug?: FaultBug },
): Promise<void> {
  const random = seededRandom('faults');
  const database = await startStoreProcess();
  const proxy = await startStoreProxy(database.endpoint, random);
  const { seconds: time, stop } = startOwnTime();
  const {
    edge: edgeBug = unchanged,
    api: apiBug = unchanged,
    around = (handle: ViewerHandler) => handle,
  } = bug;

  const organization = async (world: World) => {
    const organizationId = uniqueOrganizationId();
    await world.call('put-organization', { organizationId, body: { embedEnabled: true } });
    return organizationId;
  };
  const instance = async (other: { foreign: string; foreignKey: string }) => {
    const stores = storesAt(proxy.endpoint);
    const edgeStore = edgeBug((request, budget = unlimited) => stores.edge(budget)(request));
    const edge =
      (budget: AbortSignal): DynamoDb =>
      (request) =>
        edgeStore(request, budget);
    const well = await makeWorld(database, random);
    const world = await makeWorld({ sdk: apiBug(stores.sdk), edge }, random, { around });
    const organizationId = await organization(well);
    const credentials = await prepareCredentials(well, organizationId, other);
    const administrator = await makeAdministrator(world, organizationId, { random, report, time });
    return { world, credentials, administrator };
  };

  try {
    const well = await makeWorld(database, random);
    await well.call('rotate-environment-keys');
    const foreign = await organization(well);
    const { secretKey: foreignKey } = await createSecret(well, foreign);
    for (const storm of weather) {
      report.tried('storms');
      const all: Awaited<ReturnType<typeof instance>>[] = [];
      while (all.length < instances) {
        const some = Math.min(4, instances - all.length);
        all.push(
          ...(await Promise.all(Array.from({ length: some }, () => instance({ foreign, foreignKey })))),
        );
      }
      proxy.treat = (request) => storm.treat(random, request);
      await Promise.all(all.map((each) => pass(each, storm)));
      proxy.treat = () => ({ kind: 'pass' });
      await Promise.all(
        all.map(async ({ world, credentials, administrator }) => {
          for (const credential of credentials) await viewInCalm(world, credential, report);
          await administrator.settle(storm, database.sdk);
        }),
      );
    }
  } finally {
    stop();
    await proxy.close();
    await database.close();
  }

  async function pass(
    { world, credentials, administrator }: Awaited<ReturnType<typeof instance>>,
    storm: Storm,
  ) {
    const views = async () => {
      for (let view = 0; view < 2; view++)
        await viewInStorm(world, random.pick(credentials), { storm, report, time });
    };
    const acts = async () => {
      for (let act = 0; act < 2; act++) await administrator.act(storm);
    };
    await Promise.all([views(), views(), views(), acts()]);
  }
}

const unchanged = (dynamodb: DynamoDb): DynamoDb => dynamodb;
