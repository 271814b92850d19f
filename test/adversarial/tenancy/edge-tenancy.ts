import type { TestDynamoDb } from '../../support/dynamodb.ts';
import type { ViewerRequest } from '../../support/edge.ts';
import { makeHarness, type Secret } from '../harness/harness.ts';
import { type EdgeBug, noBug } from '../harness/only-for.ts';
import type { Random } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { bringInto, usableStates } from '../harness/secret-states.ts';
import { pageAt, signIn, waysIn } from '../harness/ways-in.ts';
import { watchingOrganizations } from './touched-organizations.ts';

type Organization = Secret & { organizationId: string };

type HostSpelling = (host: string, other: string) => string | string[];

const plainHost: HostSpelling = (_, other) => other;

const hostSpellings: readonly HostSpelling[] = [
  (_, other) => other.toUpperCase(),
  (_, other) => `${other}.`,
  (_, other) => `${other}:443`,
  (_, other) => `${other}:`,
  (_, other) => ` ${other}`,
  (_, other) => `\t${other}`,
  (host, other) => [host, other],
  (host, other) => [other, host],
  (host, other) => `${host},${other}`,
  (host, other) => `${host}@${other}`,
  (host, other) => `${other}#${host}`,
  (host, other) => `${other}/${host}`,
  (_, other) => `x.${other}`,
  (host, other) => `${host.split('.')[0]}.${other}`,
  (host, other) => `${other.split('.')[0]}#.${host}`,
  (_, other) => other.replace('o', '\u043e'),
  (_, other) => other.replace('.', '%2e'),
  (_, other) => other.replace('.', '\u3002'),
  (_, other) => `${other}\u0000`,
  () => '',
  () => 'embed.example.com',
  () => '.embed.example.com',
  () => '__proto__.embed.example.com',
];

/** URLs and cookies of one organization, by every way in, at the hosts of others, in every spelling. */
export async function checkEdgeTenancy(
  report: Report,
  {
    requests,
    organizations,
    database,
    random,
    edge = noBug,
  }: {
    requests: number;
    organizations: readonly Organization[];
    database: TestDynamoDb;
    random: Random;
    edge?: EdgeBug;
  },
): Promise<void> {
  const touched: string[] = [];
  const watch = watchingOrganizations(touched);
  const watched = (budget: AbortSignal) => watch(edge.store(database.edge(budget)));
  const { around } = edge;
  const harness = await makeHarness({ sdk: database.sdk, edge: watched }, random, { around });
  const organizationAt = new Map<string, string>();
  const sessions: { organizationId: string; page: ViewerRequest }[] = [];
  for (const { organizationId, id: secretId, secretKey } of organizations) {
    const state = random.pick(usableStates);
    const refusal = await bringInto(harness, { organizationId, secretId }, state);
    if (refusal !== undefined) report.found(`a secret could not become ${state}: ${refusal}`);
    for (const way of waysIn) {
      const host = way.hostOf(organizationId);
      organizationAt.set(host, organizationId);
      const request = await signIn(harness, way, { organizationId, secretKey, random });
      sessions.push({ organizationId, page: pageAt(host, (await harness.view(request)).cookie) });
    }
  }
  for (let sent = 0; sent < requests; sent++) {
    const [own, other] = [random.pick(organizations), random.pick(organizations)];
    const way = random.pick(waysIn);
    const spelling = random.chance(0.5) ? plainHost : random.pick(hostSpellings);
    const host = spelling(
      random.pick(waysIn).hostOf(own.organizationId),
      random.pick(waysIn).hostOf(other.organizationId),
    );
    // The holder of a key can sign for any host, and for any pending session.
    const forged = random.pick([own, other]).organizationId;
    const sessionsOf = random.pick([own, other]).organizationId;
    const { secretKey } = own;
    const request = random.chance(0.5)
      ? await signIn(harness, way, { organizationId: forged, secretKey, random, sessionsOf })
      : random.pick(sessions.filter(({ organizationId }) => organizationId === own.organizationId)).page;
    report.tried('requests to the edge');
    touched.length = 0;
    const answer = await harness.view({ ...request, headers: { ...request.headers, Host: [host].flat() } });
    const first = [host].flat()[0]?.toLowerCase() ?? '';
    const named = organizationAt.get(first.replace(/:\d+$/, '')) ?? first.split('.embed.example.com')[0];
    if (answer.status >= 500) report.found(`the edge answered ${answer.status} at the host ${host}`);
    if (answer.accepted) report.tried('of them accepted');
    if (answer.accepted) report.tried(`accepted at ${first.includes('.embed.') ? 'own' : 'custom'} hosts`);
    if (answer.accepted && named !== own.organizationId)
      report.found(`a credential of another organization was accepted at ${host}`);
    if (touched.some((organizationId) => organizationId !== named))
      report.found(`the edge read another organization than that of ${host}`);
    const [, claims = ''] = answer.headers['x-embed-identity']?.split('.') ?? [];
    if (claims !== '' && JSON.parse(Buffer.from(claims, 'base64url').toString()).org !== own.organizationId)
      report.found('the identity is of another organization');
  }
}
