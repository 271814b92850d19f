import type { DynamoDb } from '../../../shared/dynamodb.ts';
import type { TestDynamoDb } from '../../support/dynamodb.ts';
import { hostOf, makeHarness, page, type Secret } from '../harness/harness.ts';
import type { Random } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { watchingOrganizations } from './touched-organizations.ts';

type Organization = Secret & { organizationId: string };

const hostSpellings: readonly ((host: string, other: string) => string | string[])[] = [
  (_, other) => other,
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

/** URLs and cookies of one organization at the hosts of others, in every spelling. */
export async function checkEdgeTenancy(
  report: Report,
  {
    requests,
    organizations,
    database,
    random,
    edge = (dynamodb) => dynamodb,
  }: {
    requests: number;
    organizations: readonly Organization[];
    database: TestDynamoDb;
    random: Random;
    edge?: (dynamodb: DynamoDb) => DynamoDb;
  },
): Promise<void> {
  const touched: string[] = [];
  const watch = watchingOrganizations(touched);
  const watched = (budget: AbortSignal) => watch(edge(database.edge(budget)));
  const harness = await makeHarness({ sdk: database.sdk, edge: watched }, random);
  const cookies = new Map<string, string>();
  for (const { organizationId, secretKey } of organizations) {
    cookies.set(organizationId, (await harness.view(harness.visit(organizationId, secretKey))).cookie);
  }
  for (let sent = 0; sent < requests; sent++) {
    const [own, other] = [random.pick(organizations), random.pick(organizations)];
    const host = random.pick(hostSpellings)(hostOf(own.organizationId), hostOf(other.organizationId));
    // Whoever holds a key can sign for any host.
    const forged = random.chance(0.5) ? other.organizationId : own.organizationId;
    const request = random.chance(0.5)
      ? harness.visit(forged, own.secretKey)
      : page(own.organizationId, cookies.get(own.organizationId) ?? '');
    report.tried('requests to the edge');
    touched.length = 0;
    const answer = await harness.view({ ...request, headers: { ...request.headers, Host: [host].flat() } });
    const named = [host].flat()[0]?.toLowerCase().split('.embed.example.com')[0] ?? '';
    if (answer.status >= 500) report.found(`the edge answered ${answer.status} at the host ${host}`);
    if (answer.accepted) report.tried('of them accepted');
    if (answer.accepted && named !== own.organizationId)
      report.found(`a credential of another organization was accepted at ${host}`);
    if (touched.some((organizationId) => organizationId !== named))
      report.found(`the edge read another organization than that of ${host}`);
    const [, claims = ''] = answer.headers['x-embed-identity']?.split('.') ?? [];
    if (claims !== '' && JSON.parse(Buffer.from(claims, 'base64url').toString()).org !== own.organizationId)
      report.found('the identity is of another organization');
  }
}
