import { setTimeout } from 'node:timers/promises';
import { patientEdgeAt, storesAt, uniqueOrganizationId } from '../../support/dynamodb.ts';
import {
  createSecret,
  type Harness,
  makeHarness,
  page,
  type Secret,
  type StoreBug,
} from '../harness/harness.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { startStoreProcess } from '../harness/store-process.ts';
import { startStoreProxy } from '../harness/store-proxy.ts';
import { type Change, drawChange } from './changes.ts';
import { lifecycleVerdicts } from './lifecycle-verdicts.ts';
import { type Ask, newSecret } from './secret-model.ts';

const atOnce = 12;
const changesPerLife = 7;
const clockDifferenceMs = 5000;

/**
 * Lifecycles of secrets through the real handlers over a store with random delays. Each secret is created, then rotated,
 * scheduled, disabled, enabled, limited and deleted in any order while viewers log in and use their sessions, at edges whose
 * clocks are 5 seconds behind and ahead of the API's.
 */
export async function checkLifecycle(
  report: Report,
  { lives, bug = (dynamodb) => dynamodb }: { lives: number; bug?: StoreBug },
): Promise<void> {
  const random = seededRandom('lifecycle');
  const database = await startStoreProcess();
  const proxy = await startStoreProxy(database.endpoint, random);
  proxy.treat = () => ({ kind: 'pass', beforeMs: random.below(4), afterMs: random.below(4) });
  try {
    const { sdk } = storesAt(proxy.endpoint);
    const store = patientEdgeAt(proxy.endpoint);
    let left = lives;
    const worker = async () => {
      const judge = lifecycleVerdicts(report, { start: Date.now() });
      const edge = (budget: AbortSignal) => bug(store(budget));
      const at = (skew: number) => makeHarness({ sdk, edge }, random, { clock: () => judge.now() + skew });
      const edges = await Promise.all(
        [-clockDifferenceMs, 0, clockDifferenceMs].map(async (skew) => ({ skew, harness: await at(skew) })),
      );
      const organizationId = uniqueOrganizationId();
      const api = await at(0);
      await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
      while (left-- > 0) {
        await life({ organizationId, api, edges, judge, random, report });
        report.tried('lives');
      }
    };
    const first = await makeHarness({ sdk, edge: store }, random);
    await first.call('rotate-environment-keys');
    await Promise.all(Array.from({ length: atOnce }, worker));
  } finally {
    await proxy.close();
    await database.close();
  }
}

type Setting = {
  organizationId: string;
  api: Harness;
  edges: readonly { skew: number; harness: Harness }[];
  judge: ReturnType<typeof lifecycleVerdicts>;
  random: Random;
  report: Report;
};

/** A secret and its successors, from its creation until they are all deleted. */
async function life(setting: Setting): Promise<void> {
  const { organizationId, api, judge, random } = setting;
  const secrets = [await createSecret(api, organizationId)];
  for (const secret of secrets) judge.created(secret.id, newSecret());
  const cookies = new Map<string, string>();
  for (let changes = 0; changes < changesPerLife; changes++) {
    const secret = random.pick(secrets);
    for (const one of secrets) {
      const cookie = await login(setting, one);
      // The cookie of an earlier session stays: it must be refused now, and accepted again if its secret is.
      if (cookie !== '') cookies.set(one.id, cookie);
    }
    // Doesn't wait for anything, but spreads the visits over the time that a change takes.
    const visits = Array.from({ length: 8 }, () =>
      setTimeout(random.below(30)).then(() => visit(setting, random.pick(secrets), cookies)),
    );
    const change = drawChange(judge.current(secret.id), { now: judge.now(), random });
    const [successor] = await Promise.all([apply(setting, secret, change), ...visits]);
    if (successor !== undefined) secrets.push(successor);
    for (const one of secrets) await visit(setting, one, cookies);
  }
  const deletion: Change = {
    operation: 'delete-secret',
    status: 200,
    to: (model) => ({ ...model, deleted: true }),
  };
  for (const secret of secrets) if (!judge.current(secret.id).deleted) await apply(setting, secret, deletion);
}

/** Applies a change; returns the successor that it created. */
async function apply(
  { organizationId, api, judge, report }: Setting,
  secret: Secret,
  { operation, body, status, to, passMs, successorLimits }: Change,
): Promise<Secret | undefined> {
  const before = judge.current(secret.id);
  if (operation === undefined) {
    judge.pass(passMs ?? 0);
    return undefined;
  }
  let successor: Secret | undefined;
  await judge.changing(secret.id, to(before), async () => {
    const response = await api.call(operation, { organizationId, secretId: secret.id, body });
    report.tried(`${operation} ${response.status}`);
    if (response.status !== status) {
      report.found(`${operation} got ${response.status} instead of ${status}`);
    }
    if (response.status === 201) {
      successor = response.body as unknown as Secret;
      judge.created(successor.id, newSecret(successorLimits));
    }
  });
  return successor;
}

async function login(
  { organizationId, edges, judge, random }: Setting,
  { id, secretKey }: Secret,
): Promise<string> {
  const { skew, harness } = random.pick(edges);
  const opened = await judge.judging({ secretId: id, ask: 'login', skew }, () =>
    harness.view(harness.visit(organizationId, secretKey)),
  );
  return opened.cookie;
}

async function visit(setting: Setting, secret: Secret, cookies: ReadonlyMap<string, string>): Promise<void> {
  const { organizationId, edges, judge, random } = setting;
  const cookie = cookies.get(secret.id) ?? '';
  const ask = random.pick<Ask>(['login', 'session', 'session elsewhere']);
  if (ask === 'login' || cookie === '') return void (await login(setting, secret));
  const { skew, harness } = random.pick(edges);
  const request = page(organizationId, cookie);
  const target = ask === 'session' ? request.target : '/admin';
  await judge.judging({ secretId: secret.id, ask, skew }, () => harness.view({ ...request, target }));
}
