import { inspect } from 'node:util';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { LogEvent } from '../../../shared/log.ts';
import type { ApiCall } from '../../support/api.ts';
import { startTestDynamoDb, storesAt, uniqueOrganizationId } from '../../support/dynamodb.ts';
import type { ViewerHandler, ViewerRequest } from '../../support/edge.ts';
import { someFaults } from '../harness/fault-profiles.ts';
import { makeHarness, page } from '../harness/harness.ts';
import { seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { startStoreProxy } from '../harness/store-proxy.ts';

/** Anything that looks like a secret, no matter whose. */
const patterns: Readonly<Record<string, RegExp>> = {
  'a secret key': /esk_[0-9A-Za-z]{28}/,
  'a session cookie': /v1\.[0-7][0-9A-HJKMNP-TV-Z]{25}\.[ns]\./,
  'a signed URL': /(?:payload|signature)=[\w-]{8}/,
  'a JWT': /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
};

/** Where a secret is allowed: in the response that is supposed to return it. */
const meant: Readonly<Record<string, readonly string[]>> = {
  'create-secret 201': ['a secret key'],
  'rotate-secret 201': ['a secret key'],
  'reveal-secret 200': ['a secret key'],
  'edge 302': ['a session cookie'],
  'edge 0': ['a JWT'],
};

export type SecretLeakBug = {
  around?: (handle: ViewerHandler, log: (event: LogEvent) => void) => ViewerHandler;
};

/**
 * A full run with valid, invalid and failing requests that keeps every log line, response and thrown error. Nothing that looks
 * like a key, a cookie or a signed URL, or a part of one, may occur where it doesn't belong.
 *
 * @param lines everything else that the process printed meanwhile
 */
export async function checkSecretLeaks(
  report: Report,
  {
    rounds,
    bug = {},
    lines = () => [],
  }: { rounds: number; bug?: SecretLeakBug; lines?: () => readonly string[] },
): Promise<void> {
  const random = seededRandom('secret leaks');
  const database = await startTestDynamoDb();
  const proxy = await startStoreProxy(database.endpoint, random);
  const kept: { where: string; text: string }[] = [];
  const keep = (where: string, what: unknown) =>
    void kept.push({
      where,
      text: typeof what === 'string' ? what : inspect(what, { depth: 12, maxStringLength: null }),
    });
  const log = (event: LogEvent) => keep('log', JSON.stringify(event));
  const known = new Set<string>();
  try {
    const { around = (handle: ViewerHandler) => handle } = bug;
    const harness = await makeHarness(storesAt(proxy.endpoint), random, {
      log,
      around: (handle) => around(handle, log),
    });
    const call = async (id: OperationId, parameters?: ApiCall) => {
      const response = await harness.call(id, parameters).catch((error: unknown) => {
        keep('thrown', error);
        throw error;
      });
      keep(`${id} ${response.status}`, response);
      return response;
    };
    const view = async (request: ViewerRequest) => {
      const { searchParams } = new URL(request.target, 'https://x');
      for (const value of searchParams.values()) if (value.length > 40) known.add(value);
      const response = await harness.view(request);
      for (const part of response.cookie.split('.')) if (part.length > 40) known.add(part);
      keep(`edge ${response.status}`, response);
      return response;
    };

    await call('rotate-environment-keys');
    for (let round = 0; round < rounds; round++) {
      const organizationId = uniqueOrganizationId();
      proxy.treat = () => ({ kind: 'pass' });
      await call('put-organization', { organizationId, body: { embedEnabled: true } });
      const { body } = await call('create-secret', { organizationId, body: { name: 'Production' } });
      const [secretId, secretKey] = [String(body.id), String(body.secretKey)];
      known.add(secretKey);
      const { cookie } = await view(harness.visit(organizationId, secretKey));
      if (round % 2 === 1) proxy.treat = (request) => someFaults.treat(random, request);

      const used = harness.visit(organizationId, secretKey);
      for (const request of [
        used,
        used,
        { ...used, headers: { Cookie: cookie } },
        page(organizationId, cookie),
        page(organizationId, `${cookie}x`),
      ]) {
        await view(request);
        await view({
          ...request,
          headers: { ...request.headers, 'Sec-Fetch-Dest': 'empty' },
        });
        await view({ ...request, target: `${request.target.slice(0, -3)}%ff` });
        await view({ ...request, host: 'elsewhere.example', method: 'POST' });
      }
      const bodies = [
        undefined,
        { name: 'Staging' },
        { name: secretKey, secretKey },
        { name: 'x', [secretKey.slice(0, 3)]: secretKey },
        '{"secretKey":"',
        'x'.repeat(20_000),
      ];
      for (const { id } of operations.filter(
        ({ id }) => id !== 'delete-secret' && id !== 'rotate-environment-keys' && id !== 'put-organization',
      )) {
        for (const body of bodies) {
          // A name is visible to everyone: an admin who names a secret after its key has published the key.
          if (typeof body === 'object' && body.name === secretKey && id !== 'rename-secret') continue;
          const made = await call(id, { organizationId, secretId, body });
          if (made.status === 201 && 'secretKey' in made.body) known.add(String(made.body.secretKey));
        }
        await call(id, { organizationId, secretId, body: bodies[1], contentType: 'text/plain' });
      }
      await call('delete-secret', { organizationId, secretId });
      await view(page(organizationId, cookie));
      await view(harness.visit(organizationId, secretKey));
    }
  } finally {
    await proxy.close();
    await database.close();
  }
  for (const line of lines()) keep('printed', line);

  // A part is enough to search for a secret, or to start guessing it.
  const parts = new Set([...known].flatMap((secret) => [secret.slice(6, 22), secret.slice(-16)]));
  for (const { where, text } of kept) {
    report.tried(
      where === 'log' || where === 'printed' || where === 'thrown' ? 'log lines and errors' : 'responses',
    );
    const allowed = meant[where] ?? [];
    for (const [what, pattern] of Object.entries(patterns)) {
      if (!allowed.includes(what) && pattern.test(text)) report.found(`${what} in ${where}`);
    }
    if (allowed.length === 0 && windows(text).some((window) => parts.has(window)))
      report.found(`a part of a secret in ${where}`);
  }
  report.tried('secrets looked for', known.size);
}

/** Every run of 16 characters. */
const windows = (text: string): string[] =>
  (text.match(/[\w-]{16,}/g) ?? []).flatMap((word) =>
    Array.from({ length: word.length - 15 }, (_, start) => word.slice(start, start + 16)),
  );
