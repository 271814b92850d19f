import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { assignHost } from '../../support/assign-host.ts';
import { startTestDynamoDb, storesAt, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { acceptV0 } from '../harness/formats.ts';
import { createSecret, makeHarness } from '../harness/harness.ts';
import { seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { startStoreProxy } from '../harness/store-proxy.ts';
import { type CountedRequest, countCapacity, isWrite, totalCapacity } from './consumed-capacity.ts';
import { requestCosts } from './request-costs.ts';

/** Counts on the wire what each request of a viewer costs, and how it reads. */
export async function checkRoundTrips(
  report: Report,
  { bug = (dynamodb) => dynamodb }: { bug?: (dynamodb: DynamoDb) => DynamoDb } = {},
): Promise<void> {
  const random = seededRandom('round trips');
  const database = await startTestDynamoDb();
  const proxy = await startStoreProxy(database.endpoint, random);
  const seen: CountedRequest[] = [];
  proxy.rewrite = ({ input }) => ({ ...input, ReturnConsumedCapacity: 'TOTAL' });
  proxy.watch = (request, response) => void seen.push(countCapacity(request, response));
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
    const customHost = `analytics.${organizationId}.com`;
    const { status } = await harness.call('update-settings', { organizationId, body: { acceptV0 } });
    if (status >= 300) throw new Error(`update-settings returned ${status}`);
    await assignHost(harness, customHost, organizationId);
    const setting = { harness, proxy, random, organizationId, secretKey, customHost };
    for (const cost of await requestCosts(setting)) {
      const { what, requests, read, written, accepted, prepare, act } = cost;
      const prepared = (await prepare?.()) ?? '';
      seen.length = 0;
      const answer = await act(prepared);
      report.tried('kinds of request to the edge');
      if (answer.accepted !== accepted) report.found(`${what} got ${answer.status}`);
      const costs = totalCapacity(seen);
      report.note(`${what}: ${seen.length} requests, ${costs.read} RCU, ${costs.written} WCU`);
      if (seen.length !== requests) report.found(`${what} took ${seen.length} requests, not ${requests}`);
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
function checkConsistency(seen: readonly CountedRequest[], report: Report): void {
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
