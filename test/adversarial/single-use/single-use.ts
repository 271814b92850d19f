import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { patientEdgeAt } from '../../support/dynamodb.ts';
import { createSecret, type Harness, makeHarness } from '../harness/harness.ts';
import { type EdgeBug, noBug } from '../harness/only-for.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { bringInto, deleteSecrets, usableStates } from '../harness/secret-states.ts';
import { startStoreProcess } from '../harness/store-process.ts';
import { type StoreProxy, startStoreProxy } from '../harness/store-proxy.ts';
import { createOrganization, pageAt, signIn, waysIn } from '../harness/ways-in.ts';

const atOnce = 16;
/** Of an attempt's three; with three lost in a row it would rightly be a 503. */
const lostAtMost = 2;

/**
 * Rounds in which one URL of any format, signed with a secret in any state, is opened by several at once, while answers of the store are lost at random after
 * the write was carried out. Of each round one gets in, whatever was lost; its session is the only one.
 */
export async function checkSingleUse(
  report: Report,
  { rounds, bug = noBug }: { rounds: number; bug?: EdgeBug },
): Promise<void> {
  const random = seededRandom('single-use');
  const database = await startStoreProcess();
  const proxy = await startStoreProxy(database.endpoint, random);
  try {
    const store = patientEdgeAt(proxy.endpoint);
    const edge = (budget: AbortSignal) => bug.store(store(budget));
    const { around } = bug;
    const harness = await makeHarness({ sdk: database.sdk, edge }, random, { around });
    await harness.call('rotate-environment-keys');
    loseResponses(proxy, (probability) => random.chance(probability), report);

    let left = rounds;
    const worker = async () => {
      const organizationId = await createOrganization(harness);
      while (left-- > 0) {
        await round(harness, { organizationId, openers: 2 + random.below(5), random, report });
        await deleteSecrets(harness, organizationId);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));

    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: database.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    );
    let sessions = 0;
    let start: Record<string, unknown> | undefined;
    do {
      const scanned = await client.send(
        new ScanCommand({
          TableName: 'EmbedSessions',
          Select: 'COUNT',
          FilterExpression: 'begins_with(partitionKey, :session) AND #state = :active',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':session': 'SESSION#', ':active': 'active' },
          ExclusiveStartKey: start,
        }),
      );
      sessions += scanned.Count ?? 0;
      start = scanned.LastEvaluatedKey;
    } while (start !== undefined);
    if (sessions !== report.count('rounds'))
      report.found(`${report.count('rounds')} rounds left ${sessions} sessions in the table`);
  } finally {
    await proxy.close();
    await database.close();
  }
}

/** Loses answers to what one request of a viewer sends, writes above all; never so many that none is left. */
function loseResponses(proxy: StoreProxy, chance: (probability: number) => boolean, report: Report): void {
  const lost = new Map<string, number>();
  proxy.treat = ({ operation, text }) => {
    const already = lost.get(text) ?? 0;
    if (already >= lostAtMost || !chance(operation === 'UpdateItem' ? 0.4 : 0.2)) return { kind: 'pass' };
    lost.set(text, already + 1);
    report.tried('responses lost');
    return { kind: 'reset', carriedOut: true };
  };
}

async function round(
  harness: Harness,
  {
    organizationId,
    openers,
    random,
    report,
  }: { organizationId: string; openers: number; random: Random; report: Report },
): Promise<void> {
  const { id: secretId, secretKey } = await createSecret(harness, organizationId);
  const way = random.pick(waysIn);
  const state = random.pick(usableStates);
  const request = await signIn(harness, way, { organizationId, secretKey, random });
  report.tried('rounds');
  report.tried(`rounds by ${way.name}`);
  if (random.chance(0.3)) {
    await bringInto(harness, { organizationId, secretId }, 'disabled');
    report.tried('opens while disabled', openers);
    const refused = await Promise.all(Array.from({ length: openers }, () => harness.view(request)));
    if (refused.some(({ status }) => status !== 403))
      report.found('a URL of a disabled secret was not refused');
    await harness.call('enable-secret', { organizationId, secretId });
  }
  const refusal = await bringInto(harness, { organizationId, secretId }, state);
  if (refusal !== undefined) report.found(`a secret could not become ${state}: ${refusal}`);
  report.tried(`rounds with a secret ${state}`);

  report.tried('opens', openers);
  const opened = await Promise.all(Array.from({ length: openers }, () => harness.view(request)));
  const inside = opened.filter(({ status }) => status === 302);
  const refused = opened.filter(({ status }) => status === 403);
  if (inside.length > 1) report.found('one URL made more than one session');
  if (inside.length === 0) report.found('nobody got in, not even the one whose answer was lost');
  if (inside.length + refused.length < openers)
    report.found('a store that answered the third time was unavailable');

  const cookie = inside[0]?.cookie ?? '';
  if (!(await harness.view(pageAt(request.host, cookie))).accepted)
    report.found('the session of the one who got in does not live');
  const again = await harness.view({ ...request, headers: { Cookie: cookie } });
  if (again.status !== 302 || again.cookie !== '')
    report.found('the holder of the session could not open the URL again');
  if ((await harness.view(request)).status !== 403)
    report.found('a used URL opened for somebody without the session');
}
