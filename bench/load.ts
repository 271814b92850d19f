import { makeReport } from '../test/adversarial/harness/report.ts';
import { checkLoad } from '../test/adversarial/load/load.ts';
import type { ViewerHandler } from '../test/support/edge.ts';

/** `npm run bench:load [seconds]`: how long logins and sessions take while secrets are rotated underneath. */

const seconds = Number(process.argv[2] ?? 30);
const latencies: number[] = [];

const measured =
  (handle: ViewerHandler): ViewerHandler =>
  async (event) => {
    const startedAt = performance.now();
    try {
      return await handle(event);
    } finally {
      latencies.push(performance.now() - startedAt);
    }
  };

const report = makeReport();
// Reading the memory would stop everything for a while, which isn't the code's own latency.
await checkLoad(report, { seconds, around: measured, readsMemory: false });
report.print('load');
const sorted = latencies.toSorted((one, other) => one - other);
const percentile = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1);
process.stdout.write(
  `${sorted.length} requests: p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms, longest ${percentile(0.9999)} ms\n`,
);
if (report.findings().length > 0) process.exitCode = 1;
