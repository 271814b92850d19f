import { readFileSync, writeFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import { startLocalRun } from '../local/run.ts';
import { callAs, createSecret, webUrl } from '../test/support/admin-page.ts';
import { launchBrowser } from '../test/support/browser.ts';

/** `npm run bench:page`: measures the admin page's first load. Writes docs/admin-page.md. */

const loads = 9;
const limits = { scriptKilobytes: 320, interactiveMilliseconds: 1500 };

type Load = { bytes: Record<string, number>; interactive: number; tableAfterSignIn: number };

const run = await startLocalRun({ api: 0, edge: 0, web: 0 });
const callApi = callAs('acme-admin', run);
for (let number = 1; number <= 50; number++) await createSecret(callApi, `Secret ${number}`);
const browser = await launchBrowser();
const measured: Load[] = [];
// The first load warms up the file cache and doesn't count.
for (let load = 0; load <= loads; load++) measured.push(await loadOnce());
const version = browser.version();
await browser.close();
await run.close();

const [, ...counted] = measured;
const kilobytes = (type: string) => (counted[0]?.bytes[type] ?? 0) / 1000;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const interactive = median(counted.map((load) => load.interactive));
const tableAfterSignIn = median(counted.map((load) => load.tableAfterSignIn));
writeFigures(
  [
    `First load with an empty cache, medians of ${loads} loads in headless Chromium ${version} from a local run:`,
    '',
    '| what | measured | limit |',
    '|---|---|---|',
    `| script, compressed | ${kilobytes('Script').toFixed(0)} KB | ${limits.scriptKilobytes} KB |`,
    `| style and its font, compressed | ${kilobytes('Stylesheet').toFixed(0)} KB | |`,
    `| time to interactive sign-in | ${interactive.toFixed(0)} ms | ${limits.interactiveMilliseconds} ms |`,
    `| table of 50 secrets after sign-in | ${tableAfterSignIn.toFixed(0)} ms | |`,
  ].join('\n'),
);
if (kilobytes('Script') > limits.scriptKilobytes || interactive > limits.interactiveMilliseconds) {
  process.exitCode = 1;
}

async function loadOnce(): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const bytes = await countBytes(await context.newCDPSession(page));
  const started = performance.now();
  await page.goto(webUrl(run), { waitUntil: 'commit' });
  await page.getByRole('radio', { name: 'acme-admin' }).check();
  const interactive = performance.now() - started;
  const atSignIn = { ...bytes };
  const clicked = performance.now();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Delete Secret 50' }).waitFor();
  const tableAfterSignIn = performance.now() - clicked;
  await context.close();
  return { bytes: atSignIn, interactive, tableAfterSignIn };
}

/** Transferred bytes by resource type. */
async function countBytes(session: CDPSession): Promise<Record<string, number>> {
  const types = new Map<string, string>();
  const bytes: Record<string, number> = {};
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other';
    bytes[type] = (bytes[type] ?? 0) + encodedDataLength;
  });
  await session.send('Network.enable');
  return bytes;
}

/** Replaces the text between the two markers. */
function writeFigures(figures: string): void {
  const document = new URL('../docs/admin-page.md', import.meta.url);
  const [start, end] = ['<!-- figures: npm run bench:page -->', '<!-- end of figures -->'];
  const text = readFileSync(document, 'utf8');
  const before = text.slice(0, text.indexOf(start) + start.length);
  const after = text.slice(text.indexOf(end));
  writeFileSync(document, `${before}\n${figures}\n${after}`);
  process.stdout.write(`${figures}\n`);
}
