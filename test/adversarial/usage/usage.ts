import { usageShards } from '../../../shared/usage/usage.ts';
import { patientEdgeAt, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { createSecret, type Harness, makeHarness, type StoreBug } from '../harness/harness.ts';
import { seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { startStoreProcess } from '../harness/store-process.ts';

const streams = 8;
/** Of the URLs, how many are opened a second time. */
const repeated = 0.1;

/**
 * Logins in parallel streams, some of them opened again, while nothing fails: the API shows exactly as many logins as
 * sessions were started.
 */
export async function checkUsage(
  report: Report,
  { logins, bug = (dynamodb) => dynamodb }: { logins: number; bug?: StoreBug },
): Promise<void> {
  const random = seededRandom('usage');
  const database = await startStoreProcess();
  try {
    const store = patientEdgeAt(database.endpoint);
    const edge = (budget: AbortSignal) => bug(store(budget));
    const harness = await makeHarness({ sdk: database.sdk, edge }, random);
    await harness.call('rotate-environment-keys');
    const organizationId = uniqueOrganizationId();
    await harness.call('put-organization', { organizationId, body: { embedEnabled: true } });
    const { id: secretId, secretKey } = await createSecret(harness, organizationId);

    let left = logins;
    let started = 0;
    const stream = async () => {
      while (left-- > 0) {
        const visit = harness.visit(organizationId, secretKey);
        if ((await harness.view(visit)).accepted) started++;
        else report.found('a right URL was refused');
        report.tried('logins');
        if (!random.chance(repeated)) continue;
        report.tried('used URLs');
        if ((await harness.view(visit)).accepted) report.found('a used URL was accepted');
      }
    };
    await Promise.all(Array.from({ length: streams }, stream));
    const { usage } = await usageOf(harness, { organizationId, secretId });
    const counted = usage.days.reduce((sum, { logins: ofDay }) => sum + ofDay, 0);
    if (counted !== started) report.found('the count is not the number of logins');
    report.note(`${started} sessions started, ${counted} counted in ${usageShards} items`);
    if (usage.days.some(({ refused }) => refused !== 0)) report.found('a used URL was counted as refused');
  } finally {
    await database.close();
  }
}

async function usageOf(harness: Harness, secret: { organizationId: string; secretId: string }) {
  const { body } = await harness.call('get-secret', secret);
  return body as { usage: { days: { logins: number; refused: number }[] } };
}
