import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { startTestDynamoDb, storesAt, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { acceptV0, loginFormats, redeem, type UrlFormat, v0 } from '../harness/formats.ts';
import { createSecret, type EdgeAnswer, hostOf, makeHarness, page } from '../harness/harness.ts';
import { seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { type StoreRequest, startStoreProxy } from '../harness/store-proxy.ts';

/** What one kind of request may cost, as design says: round trips, and units read and written. */
type Row = {
  what: string;
  roundTrips: number;
  read: number;
  written: number;
  /** Before it is counted; what it answers is given to `act`. */
  prepare?: () => Promise<string>;
  act: (prepared: string) => Promise<EdgeAnswer>;
  accepted: boolean;
};

type Seen = { request: StoreRequest; read: number; written: number };

const isWrite = (operation: string): boolean => ['UpdateItem', 'PutItem', 'DeleteItem'].includes(operation);

/** Counts on the wire what each request of a viewer costs, and how it reads. */
export async function checkRoundTrips(
  report: Report,
  { bug = (dynamodb) => dynamodb }: { bug?: (dynamodb: DynamoDb) => DynamoDb } = {},
): Promise<void> {
  const random = seededRandom('wire');
  const database = await startTestDynamoDb();
  const proxy = await startStoreProxy(database.endpoint, random);
  const seen: Seen[] = [];
  proxy.rewrite = ({ input }) => ({ ...input, ReturnConsumedCapacity: 'TOTAL' });
  proxy.watch = (request, { body }) => {
    const units = capacityOf(JSON.parse(body.toString()));
    seen.push({
      request,
      read: isWrite(request.operation) ? 0 : units,
      written: isWrite(request.operation) ? units : 0,
    });
  };
  try {
    const stores = storesAt(proxy.endpoint);
    const harness = await makeHarness(
      { sdk: stores.sdk, edge: (budget) => bug(stores.edge(budget)) },
      random,
    );
    await harness.call('rotate-environment-keys');
    const organizationId = uniqueOrganizationId();
    await harness.call('put-organization', { organizationId, body: { embedEnabled: true } });
    const { id: secretId, secretKey } = await createSecret(harness, organizationId);
    const host = hostOf(organizationId);
    const customHost = `analytics.${organizationId}.com`;
    for (const [operation, call] of [
      ['update-settings', { organizationId, body: { acceptV0 } }],
      ['put-host', { host: customHost, body: { organizationId } }],
    ] as const) {
      const { status } = await harness.call(operation, call);
      if (status >= 300) throw new Error(`${operation} answered ${status}`);
    }
    const pendingSession = async () => {
      const claims = { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada' };
      const { body } = await harness.call('create-session', { organizationId, body: claims });
      return String(body.sessionId);
    };
    const opened = ({ sign, optional }: UrlFormat, { at = host, sessionId = '' } = {}) => {
      const exp = Math.floor(Date.now() / 1000) + 60;
      const [parameters = {}] = optional;
      const visit = { host: at, secretKey, nonce: random.word(32), exp, sessionId, optional: parameters };
      return harness.view({ host: at, target: sign(visit) });
    };
    const login = () => harness.view(harness.visit(organizationId, secretKey));
    const { cookie } = await login();

    /** The first write is carried out, and its answer lost. */
    const losingAnAnswer = async (act: () => Promise<EdgeAnswer>) => {
      let lost = false;
      proxy.treat = ({ operation }) => {
        if (lost || operation !== 'UpdateItem') return { kind: 'pass' };
        lost = true;
        return { kind: 'reset', carriedOut: true };
      };
      return await act().finally(() => {
        proxy.treat = () => ({ kind: 'pass' });
      });
    };
    const anyFormat = random.pick(loginFormats);
    const rows: readonly Row[] = [
      ...loginFormats.map((format) => ({
        ...{ what: `login ${format.name}`, roundTrips: 2, read: 1, written: 2, accepted: true },
        act: () => opened(format),
      })),
      {
        // The third counts it, and may fail.
        ...{ what: 'login v0', roundTrips: 3, read: 1, written: 3, accepted: true },
        act: () => opened(v0),
      },
      {
        ...{ what: 'redeem', roundTrips: 2, read: 1, written: 2, accepted: true },
        prepare: pendingSession,
        act: (sessionId) => opened(redeem, { sessionId }),
      },
      {
        ...{ what: 'login on a custom host', roundTrips: 3, read: 2, written: 2, accepted: true },
        act: () => opened(anyFormat, { at: customHost }),
      },
      {
        ...{ what: 'login on a known custom host', roundTrips: 2, read: 1, written: 2, accepted: true },
        act: () => opened(anyFormat, { at: customHost }),
      },
      {
        what: 'session',
        roundTrips: 1,
        read: 2,
        written: 0,
        accepted: true,
        act: () => harness.view(page(organizationId, cookie)),
      },
      {
        what: 'jwks',
        roundTrips: 0,
        read: 0,
        written: 0,
        accepted: false,
        act: () => harness.view({ host, target: '/.well-known/jwks.json' }),
      },
      {
        what: 'prefetch of a login',
        roundTrips: 0,
        read: 0,
        written: 0,
        accepted: false,
        act: () =>
          harness.view({
            ...harness.visit(organizationId, secretKey),
            headers: { 'Sec-Purpose': 'prefetch' },
          }),
      },
      {
        what: 'no cookie',
        roundTrips: 0,
        read: 0,
        written: 0,
        accepted: false,
        act: () => harness.view({ host, target: '/' }),
      },
      {
        what: 'forged cookie',
        roundTrips: 0,
        read: 0,
        written: 0,
        accepted: false,
        act: () => harness.view(page(organizationId, cookie.replace(/\.[\w-]{43}\./, `.${'A'.repeat(43)}.`))),
      },
      {
        what: 'login of no key',
        roundTrips: 1,
        read: 1,
        written: 0,
        accepted: false,
        act: () => harness.view(harness.visit(organizationId, 'no key')),
      },
      {
        ...{ what: 'login whose answer was lost', roundTrips: 4, read: 2, written: 4, accepted: true },
        act: () => losingAnAnswer(login),
      },
      {
        ...{ what: 'redeem whose answer was lost', roundTrips: 4, read: 2, written: 4, accepted: true },
        prepare: pendingSession,
        act: (sessionId) => losingAnAnswer(() => opened(redeem, { sessionId })),
      },
    ];
    for (const { what, roundTrips, read, written, accepted, prepare, act } of rows) {
      const prepared = (await prepare?.()) ?? '';
      seen.length = 0;
      const answer = await act(prepared);
      report.tried('kinds of request to the edge');
      if (answer.accepted !== accepted) report.found(`${what} got ${answer.status}`);
      const costs = sum(seen);
      report.note(`${what}: ${seen.length} round trips, ${costs.read} RCU, ${costs.written} WCU`);
      if (seen.length !== roundTrips)
        report.found(`${what} took ${seen.length} round trips, not ${roundTrips}`);
      if (costs.read > read || costs.written > written)
        report.found(`${what} took ${costs.read} RCU and ${costs.written} WCU, not ${read} and ${written}`);
      checkConsistency(seen, report);
    }

    seen.length = 0;
    await harness.call('list-secrets', { organizationId });
    await harness.call('reveal-secret', { organizationId, secretId });
    await harness.call('rename-secret', { organizationId, secretId, body: { name: 'Staging' } });
    await harness.call('delete-secret', { organizationId, secretId });
    await harness.call('delete-secret', { organizationId, secretId });
    report.tried('requests of the API to the table', seen.length);
    checkConsistency(seen, report);
  } finally {
    await proxy.close();
    await database.close();
  }
}

/** Every read says on the wire that it is strongly consistent; there is no kind of read but these. */
function checkConsistency(seen: readonly Seen[], report: Report): void {
  for (const { request } of seen) {
    const { operation, input } = request;
    if (isWrite(operation)) continue;
    const reads =
      operation === 'GetItem'
        ? [input]
        : operation === 'BatchGetItem'
          ? Object.values(input.RequestItems as object)
          : [];
    if (reads.length === 0) report.found(`${operation} cannot be strongly consistent`);
    for (const read of reads) {
      report.tried('reads');
      if ((read as { ConsistentRead?: unknown }).ConsistentRead !== true)
        report.found(`a ${operation} is not strongly consistent`);
    }
  }
}

type Capacity = { CapacityUnits?: number };

function capacityOf({
  ConsumedCapacity: consumed = [],
}: {
  ConsumedCapacity?: Capacity | Capacity[];
}): number {
  return [consumed].flat().reduce((units, { CapacityUnits = 0 }) => units + CapacityUnits, 0);
}

const sum = (seen: readonly Seen[]) => ({
  read: seen.reduce((units, { read }) => units + read, 0),
  written: seen.reduce((units, { written }) => units + written, 0),
});
