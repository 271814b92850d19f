import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleEdge } from '../infra/bundle-functions.ts';
import { edgeCode } from '../infra/constructs/edge-code.ts';
import { tableNamesOf } from '../infra/constructs/table-access.ts';

import { signLoginUrl } from '../shared/embed-url/sign-login-url.ts';
import { rotateEnvironmentKeys } from '../shared/environment/rotate-environment-keys.ts';
import { buildOrganization, buildSecret } from '../test/support/builders.ts';
import { startTestDynamoDb } from '../test/support/dynamodb.ts';
import { edgeConfig, viewerEvent } from '../test/support/edge.ts';
import { cpuShare } from './cold-start/cpu-share.ts';
import { distantTable, makeCertificate } from './cold-start/distant-table.ts';
import { type Handled, startInstance } from './cold-start/instance.ts';

/**
 * `npm run bench:cold-start`: the first request of new edge instances, far from their tables, with the CPU share
 * of 128 MB. Fails if one of them is a 503. Takes Linux, root and openssl.
 */

const roundTripsMs = [2, 90, 160, 285];
const instances = Number(process.env.INSTANCES ?? 10);
const host = 'acme.embed.example.com';
const claims = { contentPath: '/dashboards/sales', externalId: 'user-1', name: 'Ada' };

const folder = mkdtempSync(join(tmpdir(), 'embed-cold-start-'));
const share = cpuShare(128);
const database = await startTestDynamoDb();
const now = Date.now();
await rotateEnvironmentKeys(database.sdk, now - 60_000);
await buildOrganization(database.sdk, { organizationId: 'acme', now: now - 60_000 });
const { secretKey } = await buildSecret(database.sdk, 'acme', { now });

const loginEvent = () => {
  const { pathname, search } = new URL(signLoginUrl({ secretKey, host, claims }));
  return viewerEvent({ host, target: pathname + search });
};
const sessionEvent = (cookie: string) => viewerEvent({ host, target: '/', headers: { Cookie: cookie } });

type Measured = { login: Handled[]; session: Handled[]; later: Handled[] };

/** The first login, a later request and the first session request, each first one of an instance of its own. */
async function measure(roundTripMs: number): Promise<Measured> {
  const { certificate, key } = makeCertificate(folder);
  const table = await distantTable(database.endpoint, { certificate, key, roundTripMs });
  const settings = {
    config: { ...edgeConfig, dynamodbEndpoint: table.endpoint },
    tableNames: tableNamesOf({}),
  };
  const code = edgeCode(bundleEdge(folder), settings, folder);
  const measured: Measured = { login: [], session: [], later: [] };
  for (let round = 0; round < instances; round++) {
    const first = await startInstance(code, { certificate, share });
    const login = await first.handle(loginEvent());
    measured.login.push(login);
    measured.later.push(await first.handle(sessionEvent(login.cookie)));
    await first.close();
    const second = await startInstance(code, { certificate, share });
    measured.session.push(await second.handle(sessionEvent(login.cookie)));
    await second.close();
    share.close();
  }
  table.close();
  return measured;
}

const seconds = (handled: Handled[]): string => {
  const sorted = handled.map(({ ms }) => ms / 1000).sort((one, other) => one - other);
  return `${sorted[sorted.length >> 1]?.toFixed(2)} (${sorted.at(-1)?.toFixed(2)})`;
};

let failures = 0;
try {
  process.stdout.write(`median (maximum) of ${instances} instances, in seconds; 128 MB, TLS\n`);
  process.stdout.write('round trip   first login    first session request   later request   503\n');
  for (const roundTripMs of roundTripsMs) {
    const { login, session, later } = await measure(roundTripMs);
    const unavailable = [...login, ...session, ...later].filter(({ status }) => status === '503').length;
    failures += unavailable;
    const cells = [seconds(login).padEnd(14), seconds(session).padEnd(23), seconds(later).padEnd(15)];
    process.stdout.write(`${`${roundTripMs} ms`.padEnd(12)} ${cells.join(' ')} ${unavailable}\n`);
  }
} finally {
  share.close();
  await database.close();
  rmSync(folder, { recursive: true });
}
if (failures > 0) throw new Error(`${failures} requests were 503`);
