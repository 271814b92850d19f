import { verifySignature } from '../local/sigv4.ts';
import { makeReport } from '../test/adversarial/harness/report.ts';
import { checkSigV4Mutants } from '../test/adversarial/mutation/sigv4-mutation.ts';
import { checkViewerMutants } from '../test/adversarial/mutation/viewer-mutation.ts';
import type { ViewerHandler } from '../test/support/edge.ts';
import { slowOutliers } from './slow-outliers.ts';

/**
 * `npm run bench:hostile`: fails if one of the mutated or hostile requests of the adversarial suite takes far
 * longer than the others (a pattern that backtracks, a bomb that is inflated). A handler that is slow on
 * purpose shows first that it would be noticed.
 */

const count = 45_000;

/** @returns the times of the requests to the edge that are slow whenever they are sent */
async function slowViewerRequests(around: (handle: ViewerHandler) => ViewerHandler, requests: number) {
  const outliers = slowOutliers();
  const measured =
    (handle: ViewerHandler): ViewerHandler =>
    async (event) => {
      // The handler changes the request that it passes on.
      const copy = structuredClone(event);
      const startedAt = performance.now();
      try {
        return await handle(event);
      } finally {
        const repeat = () => handle(structuredClone(copy)).catch(() => undefined);
        outliers.record(performance.now() - startedAt, repeat);
      }
    };
  const bug = (handle: ViewerHandler) => measured(around(handle));
  await checkViewerMutants(makeReport(), { count: requests, bug, shrink: false });
  return { slow: await outliers.confirm(), medianMs: outliers.median(), count: outliers.count() };
}

const slowOnLongQueries =
  (handle: ViewerHandler): ViewerHandler =>
  async (event) => {
    const busyUntil = performance.now() + 80;
    if ((event.Records[0]?.cf.request.querystring.length ?? 0) > 9000) while (performance.now() < busyUntil);
    return await handle(event);
  };

async function slowApiRequests() {
  const outliers = slowOutliers();
  const verify: typeof verifySignature = (request, options) => {
    const startedAt = performance.now();
    try {
      return verifySignature(request, options);
    } finally {
      outliers.record(performance.now() - startedAt, () => verifySignature(request, options));
    }
  };
  await checkSigV4Mutants(makeReport(), { count: 10_000, verify, shrink: false });
  return { slow: await outliers.confirm(), medianMs: outliers.median(), count: outliers.count() };
}

const seeded = await slowViewerRequests(slowOnLongQueries, 2_000);
if (seeded.slow.length === 0) throw new Error('a slow handler was not noticed');

for (const [name, { slow, medianMs, count: measured }] of Object.entries({
  'requests to the edge': await slowViewerRequests((handle) => handle, count),
  'signed API requests': await slowApiRequests(),
})) {
  const worst =
    slow.length === 0 ? 'none slow' : `${slow.length} slow, up to ${Math.max(...slow).toFixed(0)} ms`;
  process.stdout.write(`${measured} ${name}: median ${(medianMs * 1000).toFixed(0)} µs, ${worst}\n`);
  if (slow.length > 0) process.exitCode = 1;
}
