import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import type { ViewerHandler } from '../../support/edge.ts';
import { createSecret, makeHarness, page, type Secret, type StoreBug } from '../harness/harness.ts';
import { seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { startStoreProcess } from '../harness/store-process.ts';
import { verdicts } from '../harness/verdicts.ts';

const perSecond = 100;
const rotationMs = 1000;
const organizationCount = 8;
/** How much the memory after garbage collection may differ between the beginning and the end. */
const flatWithinBytes = 12 * 1024 * 1024;

/**
 * A steady load of logins and sessions while secrets are rotated: every verdict is correct, and the memory of the code
 * doesn't grow. The store runs in its own process.
 */
export async function checkLoad(
  report: Report,
  {
    seconds,
    bug = (dynamodb) => dynamodb,
    around = (handle) => handle,
    readsMemory = true,
  }: {
    seconds: number;
    bug?: StoreBug;
    around?: (handle: ViewerHandler) => ViewerHandler;
    readsMemory?: boolean;
  },
): Promise<void> {
  const random = seededRandom('load');
  const database = await startStoreProcess();
  try {
    const harness = await makeHarness(
      { sdk: database.sdk, edge: (budget) => bug(database.edge(budget)) },
      random,
      { around },
    );
    await harness.call('rotate-environment-keys');
    const judge = verdicts(report);
    const viewers = await Promise.all(
      Array.from({ length: organizationCount }, async () => {
        const organizationId = uniqueOrganizationId();
        await harness.call('put-organization', { organizationId, body: { embedEnabled: true } });
        return {
          organizationId,
          secret: await createSecret(harness, organizationId),
          cookies: [] as { cookie: string; secretId: string }[],
        };
      }),
    );
    const heaps: number[] = [];

    const visit = async (): Promise<void> => {
      const viewer = random.pick(viewers);
      const {
        organizationId,
        secret: { id: secretId, secretKey },
        cookies,
      } = viewer;
      const known = cookies.length === 0 || random.chance(0.2) ? undefined : random.pick(cookies);
      if (known !== undefined) {
        await judge.judging({ what: 'session', secretId: known.secretId }, () =>
          harness.view(page(organizationId, known.cookie)),
        );
        return;
      }
      const { cookie, accepted } = await judge.judging({ what: 'login', secretId }, () =>
        harness.view(harness.visit(organizationId, secretKey)),
      );
      if (accepted) cookies.push({ cookie, secretId });
      if (cookies.length > 20) cookies.shift();
    };
    const rotate = async (): Promise<void> => {
      const viewer = random.pick(viewers);
      const { organizationId, secret: old } = viewer;
      viewer.secret = await createSecret(harness, organizationId);
      await remove(organizationId, old);
      report.tried('rotations');
    };
    const remove = (organizationId: string, { id: secretId }: Secret) =>
      judge.revoking(
        secretId,
        async () => (await harness.call('delete-secret', { organizationId, secretId })).status === 200,
      );

    const startedAt = performance.now();
    const underWay = new Set<Promise<void>>();
    let rotateAt = startedAt;
    for (let sent = 0; sent < seconds * perSecond; sent++) {
      const ahead = startedAt + (sent * 1000) / perSecond - performance.now();
      if (ahead > 1) await setTimeout(ahead);
      start(visit);
      if (performance.now() >= rotateAt) {
        rotateAt += rotationMs;
        start(rotate);
      }
      if (readsMemory && sent % Math.ceil((seconds * perSecond) / 24) === 0) heaps.push(heapInUse());
    }
    await Promise.all(underWay);
    report.note(`${perSecond} a second for ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    if (readsMemory) judgeMemory(heaps, seconds * perSecond, report);

    function start(act: () => Promise<void>): void {
      const done = act().finally(() => underWay.delete(done));
      underWay.add(done);
    }
  } finally {
    await database.close();
  }
}

/** Compares the first readings after warming up with the last. */
function judgeMemory(heaps: readonly number[], requests: number, report: Report): void {
  const warm = heaps.slice(3);
  const third = Math.max(1, Math.floor(warm.length / 3));
  const [before, after] = [median(warm.slice(0, third)), median(warm.slice(-third))];
  const grown = after - before;
  report.note(`heap ${megabytes(before)} MB at first, ${megabytes(after)} MB at last`);
  if (grown > flatWithinBytes) report.found(`memory grew by ${megabytes(grown)} MB in ${requests} requests`);
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapInUse(): number {
  collectGarbage();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

const sorted = (values: readonly number[]): number[] => values.toSorted((one, other) => one - other);
const median = (values: readonly number[]): number => sorted(values)[values.length >> 1] ?? 0;
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
