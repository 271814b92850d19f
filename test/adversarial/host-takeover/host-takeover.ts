import { hostProofName } from '../../../shared/hosts/host-proof.ts';
import { startTestDynamoDb } from '../../support/dynamodb.ts';
import { createSecret, type Harness, makeHarness, type StoreBug } from '../harness/harness.ts';
import { type EdgeBug, noBug } from '../harness/only-for.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { createOrganization, pageAt, signIn, waysIn } from '../harness/ways-in.ts';

const days = 86_400_000;
const holdMs = 7 * days;
/** How long an edge may remember whose a host is. */
const rememberedMs = 60_000;
const stepsPerHistory = 16;

/** What a history knows of its host. It knows the contract, and nothing of the code under test. */
type HostModel = {
  owner?: string | undefined;
  /** Who had it at which time: an edge may still think so for a minute. */
  hadUntil: Map<string, number>;
  releasedFrom?: string;
  releasedAt: number;
  proven: readonly string[];
};

type Organization = { organizationId: string; secretKey: string; cookies: string[] };

/**
 * Histories of one host between two organizations: it is claimed, with and without force and proof, released once and
 * again, and opened with the URLs and sessions of both, at two edges that remember it. Nobody gets a host that another
 * one has, or had within 7 days, or that its domain doesn't prove; and at no time does a host let in whose it is not.
 */
export async function checkHostTakeover(
  report: Report,
  {
    histories,
    edge = noBug,
    api = (dynamodb) => dynamodb,
  }: { histories: number; edge?: EdgeBug; api?: StoreBug },
): Promise<void> {
  const random = seededRandom('host takeover');
  const database = await startTestDynamoDb();
  const start = Date.now();
  let now = start;
  const clock = () => now;
  try {
    const { around } = edge;
    const stores = {
      sdk: api(database.sdk),
      edge: (budget: AbortSignal) => edge.store(database.edge(budget)),
    };
    const harnesses = await Promise.all([0, 1].map(() => makeHarness(stores, random, { around, clock })));
    const [operator] = harnesses as [Harness, Harness];
    await operator.call('rotate-environment-keys');
    for (let history = 0; history < histories; history++) {
      now = start;
      const organizations: Organization[] = [];
      for (let made = 0; made < 2; made++) {
        const organizationId = await createOrganization(operator);
        const { secretKey } = await createSecret(operator, organizationId);
        organizations.push({ organizationId, secretKey, cookies: [] });
      }
      const host = `reports.${organizations[0]?.organizationId}.com`;
      const model: HostModel = { hadUntil: new Map(), releasedAt: Number.NEGATIVE_INFINITY, proven: [] };
      const setting = { host, organizations, operator, harnesses, model, random, report, clock };
      await proveFor(
        setting,
        organizations.map(({ organizationId }) => organizationId),
      );
      for (let step = 0; step < stepsPerHistory; step++) {
        await random.pick([claim, claim, release, release, prove, view, view])(setting);
        now += random.pick([0, 0, 1000, rememberedMs, days, holdMs]);
      }
      report.tried('histories');
    }
  } finally {
    await database.close();
  }
}

type Setting = {
  host: string;
  organizations: readonly Organization[];
  operator: Harness;
  harnesses: readonly Harness[];
  model: HostModel;
  random: Random;
  report: Report;
  clock: () => number;
};

async function prove(setting: Setting): Promise<void> {
  const [one = '', other = ''] = setting.organizations.map(({ organizationId }) => organizationId);
  const both = [one, other];
  await proveFor(setting, setting.random.pick([[], [one], [other], both, both, both, [`${one}x`]]));
}

async function proveFor({ host, operator, model }: Setting, proven: readonly string[]): Promise<void> {
  model.proven = proven;
  operator.txt.set(hostProofName(host), [...proven]);
}

async function claim({
  host,
  organizations,
  operator,
  model,
  random,
  report,
  clock,
}: Setting): Promise<void> {
  const { organizationId } = random.pick(organizations);
  const force = random.chance(0.3);
  const isTaken = model.owner !== undefined && model.owner !== organizationId;
  const isHeld =
    model.owner === undefined && model.releasedFrom !== organizationId && clock() < model.releasedAt + holdMs;
  const isAllowed = model.proven.includes(organizationId) && !isTaken && (force || !isHeld);
  const { status } = await operator.call('put-host', { host, body: { organizationId, force } });
  report.tried(`claims ${status}`);
  if (status === 200 && !isAllowed) report.found('a host was given to an organization that must not have it');
  if (status !== 200 && isAllowed) report.found(`a rightful claim got ${status}`);
  if (status === 200) model.owner = organizationId;
}

async function release({ host, operator, model, report, clock }: Setting): Promise<void> {
  const { status } = await operator.call('delete-host', { host });
  report.tried(`releases ${status}`);
  if (model.owner === undefined) return;
  model.hadUntil.set(model.owner, clock());
  model.releasedFrom = model.owner;
  model.releasedAt = clock();
  model.owner = undefined;
}

async function view({
  host,
  organizations,
  harnesses,
  model,
  random,
  report,
  clock,
}: Setting): Promise<void> {
  const organization = random.pick(organizations);
  const { organizationId, secretKey, cookies } = organization;
  const harness = random.pick(harnesses);
  const way = { ...random.pick(waysIn), hostOf: () => host };
  const asksForPage = cookies.length > 0 && random.chance(0.5);
  const request = asksForPage
    ? pageAt(host, random.pick(cookies))
    : await signIn(harness, way, { organizationId, secretKey, random, now: clock() });
  const { accepted, cookie } = await harness.view(request);
  report.tried(`views ${accepted ? 'accepted' : 'refused'}`);
  if (cookie !== '') cookies.push(cookie);
  const mayBeRemembered =
    clock() < (model.hadUntil.get(organizationId) ?? Number.NEGATIVE_INFINITY) + rememberedMs;
  if (accepted && model.owner !== organizationId && !mayBeRemembered) {
    report.found('a host let in an organization that it does not belong to');
  }
}
