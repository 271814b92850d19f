import type { Results } from './row.ts';

/** The text of docs/performance.md. */
export function performancePage({ date, machine, node, rows }: Results): string {
  const lines = rows.map(
    ({ what, reference, ratio, spread, bound, verdict, micros, referenceMicros }) =>
      `| ${what} | ${reference} | ${ratio.toFixed(2)} | ${bound} | ${Math.round(spread * 100)}% | ${micros.toFixed(0)} / ${referenceMicros.toFixed(0)} | ${verdict} |`,
  );
  return `# Performance

<!-- Written by \`npm run bench\` from bench/results/latest.json. -->

Lambda@Edge gives a function of 128 MB about 7% of a core, so each millisecond of CPU time here takes fourteen there, on
every request of an embedded page. \`npm run bench\` compares that CPU time with alternatives, in one run: rounds of both
alternate, and each row has the median of the rounds' ratios. The table that responds has a process of its own.
\`npm run bench -- --check\` fails if a row misses its bound. A row whose rounds spread by more than 10% (between the
quartiles) is measured again and then not counted as reached.

Measured on ${date}: ${machine}, Node.js ${node}, the major version of the Lambda@Edge runtime. In Node.js 24, \`createHmac\` with
a buffer and \`sign\` with options take several times as long: measure again before the runtime changes.

| what | compared with | ratio | at most | spread | µs of CPU | verdict |
| --- | --- | --- | --- | --- | --- | --- |
${lines.join('\n')}

Not in the table: \`npm run bench:cold-start\` (first requests of new instances), \`npm run bench:load\` (latency while secrets
are rotated), \`npm run bench:hostile\` (requests that are refused) and \`npm run bench:page\` (the admin page).

## Where the time goes

Without the network, the identity is about half of a session's first request; the rest is spread over the two MACs of the
cookie, the key that is derived for one of them, the SigV4 signature, parsing DynamoDB's response, timers, and the log: none
of them is more than a tenth. What was found by profiling and changed:

- The SigV4 key is derived once a day, not for every request.
- An identity that would say the same as the last one is sent again for 30 of its 60 seconds.
- Inflating claims allocated 16 KB for a few hundred bytes.
`;
}
