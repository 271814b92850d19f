import type { ApiHandler } from '../../../lambdas/api/http/api-handler.ts';
import { lambdaContext } from '../../../local/lambda-context.ts';
import { mayInvoke, type Principal } from '../../../local/principals.ts';
import { operations } from '../../../shared/contract/operations.ts';
import { apiEvent } from '../../support/api.ts';
import { startTestDynamoDb } from '../../support/dynamodb.ts';
import { createHandlers, createSecret, makeHarness } from '../harness/harness.ts';
import type { EdgeBug } from '../harness/only-for.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { createOrganization } from '../harness/ways-in.ts';
import { checkEdgeTenancy } from './edge-tenancy.ts';
import { devious, fillPath } from './tenancy-paths.ts';
import { watchingOrganizations } from './touched-organizations.ts';

export type TenancyBug = {
  mayInvoke?: typeof mayInvoke;
  /** Around every handler of the API. */
  handler?: (handle: ApiHandler) => ApiHandler;
  edge?: EdgeBug;
};

/**
 * Random principals, operations and spellings against the API, and hosts against the edge: no request of one
 * organization makes the code touch an item of another.
 *
 * The gateway between is the worst there can be: it hands over the path as sent, with parameters in whatever
 * reading suits the attacker. So only IAM's decision on the raw path and the handler's own check stand.
 */
export async function checkTenancy(
  report: Report,
  { requests, bug = {} }: { requests: number; bug?: TenancyBug },
): Promise<void> {
  const random = seededRandom('tenancy');
  const database = await startTestDynamoDb();
  try {
    const harness = await makeHarness(database, random);
    await harness.call('rotate-environment-keys');
    const organizationIds = await Promise.all(Array.from({ length: 4 }, () => createOrganization(harness)));
    const withSecrets = () =>
      Promise.all(
        organizationIds.map(async (organizationId) => ({
          organizationId,
          ...(await createSecret(harness, organizationId)),
        })),
      );
    const organizations = await withSecrets();

    const touched: string[] = [];
    const watched = watchingOrganizations(touched)(database.sdk);
    const handlers = createHandlers({
      dynamodb: watched,
      txtRecords: async () => [],
      emailOf: async () => undefined,
      clock: Date.now,
      log: () => undefined,
    });
    for (let sent = 0; sent < requests; sent++) {
      const [own, other] = [random.pick(organizations), random.pick(organizations)];
      const operation = random.pick(operations);
      const principal: Principal = {
        ...{ accessKeyId: '', secretAccessKey: '', name: 'someone', organization: own.organizationId },
        permission: random.pick(['OrganizationAdmin', 'OrganizationServer', 'OrganizationViewer']),
      };
      const honest = random.chance(0.1);
      const ids = { own: own.organizationId, other: other.organizationId, secretId: other.id };
      const rawPath = honest
        ? fillPath(operation.path, { ...own, secretId: own.id })
        : devious(operation, ids, random);
      report.tried(honest ? 'honest API requests' : 'devious API requests');
      if (!(bug.mayInvoke ?? mayInvoke)(principal, operation.method, rawPath)) continue;
      report.tried('let through by IAM');
      touched.length = 0;
      // The body is wrong for most changes; an honest GET succeeds.
      const succeeds = honest && operation.method === 'GET';
      const event = {
        ...apiEvent(operation.id, succeeds ? {} : { body: { name: 'x' } }),
        rawPath,
        pathParameters: succeeds
          ? { organizationId: own.organizationId, secretId: own.id }
          : reading(ids, rawPath, random),
      };
      const handler = handlers[operation.id] as ApiHandler;
      const { statusCode } = await (bug.handler?.(handler) ?? handler)(
        event,
        lambdaContext(operation.id, 'request-1'),
      );
      if (statusCode >= 500) report.found(`${operation.id} answered ${statusCode} to ${rawPath}`);
      if (statusCode < 300) report.tried('of them served');
      if (touched.some((organizationId) => organizationId !== own.organizationId)) {
        report.found(`${operation.id} reached another organization by ${rawPath}`);
      }
    }
    // With other secrets: the requests to the API may have rotated or deleted the first ones.
    await checkEdgeTenancy(report, {
      requests,
      organizations: await withSecrets(),
      database,
      random,
      ...bug,
    });
  } finally {
    await database.close();
  }
}

/** The parameters as an attacker would have them read, or as anybody would. */
function reading(
  { own, other, secretId }: { own: string; other: string; secretId: string },
  rawPath: string,
  random: Random,
): Record<string, string> {
  const [, , third = '', , , sixth = ''] = rawPath.split('/');
  return {
    organizationId: random.pick([own, other, other, third, safelyDecoded(third)]),
    secretId: random.pick([secretId, sixth, safelyDecoded(sixth)]),
  };
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
