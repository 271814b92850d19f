import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { viewerRequestHandler } from '../../../lambdas/edge/viewer-request-handler.ts';
import type { Item } from '../../../shared/dynamodb.ts';
import { generateEnvironmentKey } from '../../../shared/environment/environment-keys.ts';
import { edgeConfig, type ViewerHandler, viewerEvent } from '../../support/edge.ts';
import { acceptV0, redeemParameterSets, signPayload, urlFormats, v1Claims } from '../harness/formats.ts';
import { seed, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { cookieMutations } from './cookie-mutations.ts';
import { frozenTable } from './frozen-table.ts';
import { hostilePayload } from './hostile-claims.ts';
import { urlMutations } from './url-mutations.ts';
import { mutate, type Step, type ViewerMutant } from './viewer-mutants.ts';
import { credentialOf, credentialsIn, same } from './viewer-oracle.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const exp = now / 1000 + 3600;
const organizations = {
  acme: { '01ARZ3NDEKTSV4RRFFQ69G5FA1': 'esk_acme_one', '01ARZ3NDEKTSV4RRFFQ69G5FA2': 'esk_acme_two' },
  globex: { '01ARZ3NDEKTSV4RRFFQ69G5FA3': 'esk_globex_one' },
};

/** A bug that a test wraps around the edge; never a bug of the product. */
export type ViewerBug = (handle: ViewerHandler, right: readonly ViewerMutant[]) => ViewerHandler;

/** The edge over frozen tables, and valid requests for it: a URL of each format and a cookie for each secret. */
async function setUp(bug: ViewerBug | undefined) {
  const { keyId, item: environment } = generateEnvironmentKey(true, now);
  const random = seededRandom('viewer-mutation');
  const visits = Object.entries(organizations).flatMap(([id, keys]) =>
    Object.values(keys).flatMap((secretKey) =>
      urlFormats.flatMap(({ sign, optional }) =>
        optional.map((parameters) => ({ id, secretKey, sign, optional: parameters })),
      ),
    ),
  );
  const pending: PendingItem[] = [];
  /** A new URL, with a pending session if its format needs one. */
  const freshUrl = ({ id, secretKey, sign, optional }: (typeof visits)[number]): ViewerMutant => {
    const host = `${id}.embed.example.com`;
    const sessionId = `s.${random.word(32)}`;
    const url = sign({ host, secretKey, nonce: random.word(32), exp, sessionId, optional });
    const [path = '', query = ''] = url.split('?');
    if (query.includes(sessionId)) pending.push(pendingItem(id, sessionId));
    return { method: 'GET', hosts: [host], path, query, cookies: [] };
  };
  const urls = visits.map(freshUrl);
  const toOpen = visits.map(freshUrl);

  const table = frozenTable([
    {
      partitionKey: 'ENVIRONMENT',
      sortKey: 'ENVIRONMENT',
      keys: { [keyId]: environment as unknown as Item },
    },
    ...Object.entries(organizations).map(([id, keys]) => ({
      ...{ partitionKey: `ORG#${id}`, sortKey: 'ORG', embedEnabled: true, secrets: {}, keys },
      settings: { acceptV0, redeemParameterSets },
      sessionsValidFrom: '2025-01-01T00:00:00.000Z',
    })),
    ...pending,
  ]);
  const real = viewerRequestHandler(edgeConfig, {
    dynamodb: () => table,
    clock: () => now,
    log: () => undefined,
  });
  const view = async (handle: ViewerHandler, { hosts, path, query, cookies, method }: ViewerMutant) => {
    const headers = { Host: [...hosts], ...(cookies.length > 0 ? { Cookie: [...cookies] } : {}) };
    return await handle(viewerEvent({ method, target: `${path}?${query}`, headers }));
  };

  const sessions: ViewerMutant[] = [];
  for (const url of toOpen) {
    const opened = await view(real, url);
    const cookie = opened?.headers?.['set-cookie']?.[0]?.value.split(';', 1)[0];
    if (cookie === undefined) throw new Error(`a valid URL was refused: ${describe(url)}`);
    sessions.push({ ...url, path: '/dashboards/1', query: '', cookies: [cookie] });
  }
  const handle = bug === undefined ? real : bug(real, [...urls, ...sessions]);
  return { urls, sessions, view: (request: ViewerMutant) => view(handle, request) };
}

type PendingItem = Item & { partitionKey: string };

function pendingItem(organizationId: string, sessionId: string): PendingItem {
  const claims = JSON.stringify({ contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada' });
  return {
    ...{
      partitionKey: `SESSION#${organizationId}#${sessionId}`,
      organizationId,
      sessionId,
      state: 'pending',
    },
    ...{ attemptId: 'of step 1', claims, claimsBytes: Buffer.byteLength(claims) },
    createdAt: '2025-12-31T23:59:00.000Z',
    expiresAt: '2026-01-01T00:04:00.000Z',
  };
}

/** Mutants of valid URLs and cookies: one is accepted only for the credential that it still contains. */
export async function checkViewerMutants(
  report: Report,
  { count, bug, shrink = true }: { count: number; bug?: ViewerBug; shrink?: boolean },
): Promise<void> {
  const { urls, sessions, view } = await setUp(bug);
  const donors = [...urls, ...sessions];
  const right = donors.map(credentialOf);

  /** What is wrong with the edge's verdict on a mutant. */
  const judge = async (mutant: ViewerMutant): Promise<string | undefined> => {
    const twin = credentialsIn(mutant).find((credential) => right.some((each) => same(each, credential)));
    const outcome = await outcomeOf(() => view(mutant));
    if (outcome === 'accepted' && twin) report.tried(`other spellings of ${twin.format} accepted`);
    if (outcome === 'accepted' && !twin) return 'accepted a request that differs from every valid credential';
    return outcome === 'accepted' || outcome === 'refused' ? undefined : outcome;
  };

  for (const [what, subjects, mutations, share] of [
    ['URL mutants', urls, urlMutations, 0.5],
    ['cookie mutants', sessions, cookieMutations, 0.35],
  ] as const) {
    const check = fc.asyncProperty(fc.nat(), steps, async (subject, taken) => {
      const mutant = mutate(subjects[subject % subjects.length] as ViewerMutant, taken, {
        mutations,
        donors,
      });
      report.tried(what);
      const wrong = await judge(mutant);
      if (wrong !== undefined) throw new Error(`${wrong}: ${describe(mutant)}`);
    });
    const result = await fc.check(check, { numRuns: Math.ceil(count * share), seed, endOnFailure: !shrink });
    // The smallest mutant to which fast-check could shrink the one it found.
    if (result.failed) report.found(`a mutant was ${(result.errorInstance as Error).message}`);
    if (result.failed && !shrink) return;
  }

  const random = seededRandom('hostile');
  for (let made = 0; made < count * 0.05; made++) {
    const host = 'acme.embed.example.com';
    const payload = hostilePayload(v1Claims({ host, nonce: random.word(32), exp }), random);
    const [path = '', query = ''] = signPayload(payload.toString('base64url'), 'esk_acme_one').split('?');
    report.tried('hostile payloads with a valid signature');
    let response: Awaited<ReturnType<typeof view>>;
    const outcome = await outcomeOf(async () => {
      response = await view({ method: 'GET', hosts: [host], path, query, cookies: [] });
      return response;
    });
    if (outcome !== 'refused' && outcome !== 'accepted') report.found(`a hostile payload: ${outcome}`);
    if (outcome === 'accepted') {
      report.tried('of them valid after all');
      if (!isRight(payload, response?.headers?.location?.[0]?.value))
        report.found(`a hostile payload was accepted: ${payload.toString('base64url').slice(0, 400)}`);
    }
  }
}

const steps = fc.array(
  fc.record<Step>(
    { kind: fc.nat(), one: fc.nat(), two: fc.nat(), donor: fc.nat() },
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 4, size: 'max' },
);

async function outcomeOf(act: () => ReturnType<ViewerHandler>): Promise<string> {
  let response: Awaited<ReturnType<ViewerHandler>>;
  try {
    response = await act();
  } catch (error) {
    return `threw ${error instanceof Error ? error.name : typeof error}`;
  }
  if (!response) return 'gave nothing';
  if (!('status' in response)) return 'accepted';
  const status = Number(response.status);
  return status === 302 ? 'accepted' : [200, 204, 403].includes(status) ? 'refused' : `returned ${status}`;
}

/** Whether protocol.md allows a payload, by an independent implementation: small, one object, this path. */
function isRight(payload: Buffer, location: string | undefined): boolean {
  const json = inflateRawSync(payload);
  const claims = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json));
  const strings = [claims.externalId, claims.name, claims.loginUrl, claims.nonce];
  const resolved = new URL(location ?? '', 'https://acme.embed.example.com');
  return (
    json.length <= 4096 &&
    strings.every((text) => typeof text === 'string' && text.length > 0 && text.isWellFormed()) &&
    claims.loginUrl === 'https://acme.embed.example.com/embed/login' &&
    claims.exp === exp &&
    resolved.origin === 'https://acme.embed.example.com' &&
    !resolved.pathname.startsWith('//')
  );
}

const describe = (mutant: ViewerMutant): string => JSON.stringify(mutant).slice(0, 1500);
