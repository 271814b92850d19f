import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rotateEnvironmentKeys } from '../../shared/environment/rotate-environment-keys.ts';
import { buildOrganization, buildSecret } from '../../test/support/builders.ts';
import { startTestDynamoDb } from '../../test/support/dynamodb.ts';
import { makeCertificate } from '../cold-start/distant-table.ts';
import type { Comparison } from '../compare.ts';
import type { Row } from '../row.ts';
import { bundles } from '../session/bundles.ts';
import type { MeasureSettings } from '../session/measure.ts';

const file = (name: string): string => fileURLToPath(new URL(`../session/${name}`, import.meta.url));

/** The rows of session requests. Takes openssl. @returns the rows, and what ends their processes */
export async function sessionRequestRows(): Promise<{ rows: readonly Row[]; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'embed-bench-'));
  const database = await startTestDynamoDb();
  const now = Date.now();
  await rotateEnvironmentKeys(database.sdk, now);
  await buildOrganization(database.sdk, { organizationId: 'acme', now: now - 60_000 });
  const { secretKey } = await buildSecret(database.sdk, 'acme', { now });

  const { certificate, key } = makeCertificate(folder);
  const pem = { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  const table = fork(file('remembering-table.ts'), [JSON.stringify({ upstream: database.endpoint, ...pem })]);
  const [port] = (await once(table, 'message')) as [number];
  const endpoint = `https://localhost:${port}`;

  const settings: MeasureSettings = { files: await bundles(folder, endpoint), endpoint, secretKey };
  const measuring = fork(file('measure.ts'), [JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate, BENCH_TABLE: database.endpoint },
  });
  await once(measuring, 'message');
  const measure = (name: string) => async (): Promise<Comparison> => {
    measuring.send(name);
    const [comparison] = (await once(measuring, 'message')) as [Comparison];
    return comparison;
  };

  return {
    rows: [
      {
        what: 'Session request, each of another session: the deployed bundle with its DynamoDB request over TLS',
        reference: 'a bare keep-alive `https.request` and `JSON.parse` of the same response',
        bound: 1.9,
        measure: measure('bare'),
      },
      {
        what: 'The same',
        reference: 'the handler on the AWS SDK’s client',
        bound: 0.3,
        measure: measure('sdk'),
      },
      {
        what: 'The same without the network: each request of another session',
        reference: 'one ES256 signature',
        bound: 1.8,
        measure: measure('otherSessions'),
      },
      {
        what: 'The same without the network: further requests of one session',
        reference: 'one ES256 signature',
        bound: 0.8,
        measure: measure('oneSession'),
      },
    ],
    close: async () => {
      for (const child of [measuring, table]) await end(child);
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}
