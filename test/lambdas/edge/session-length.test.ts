import { afterAll, beforeAll, expect, it } from 'vitest';
import { viewerRequestHandler } from '../../../lambdas/edge/viewer-request-handler.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { updateSettings } from '../../../shared/organizations/update-settings.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { edgeConfig, viewerEvent } from '../../support/edge.ts';

const now = Date.parse('2026-01-01T12:00:00.000Z');

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
  await rotateEnvironmentKeys(database.sdk, now - 1000);
});
afterAll(() => database.close());

/** How long the session of a new URL lasts, at an edge whose default is 8 hours. */
async function sessionHours(organizationId: string, secretKey: string): Promise<number> {
  const edge = viewerRequestHandler(
    { ...edgeConfig, sessionLengthHours: 8 },
    { dynamodb: database.edge, clock: () => now, log: () => undefined },
  );
  const host = `${organizationId}.embed.example.com`;
  const claims = { contentPath: '/', externalId: 'ada', name: 'Ada' };
  const { pathname, search } = new URL(signLoginUrl({ secretKey, host, claims, now }));
  const result = await edge(viewerEvent({ host, target: pathname + search }));
  const cookie = result?.headers?.['set-cookie']?.[0]?.value ?? '';
  return (Number(cookie.split('.')[4]) - now / 1000) / 3600;
}

it('a session lasts as long as its organization has set, else as the environment’s default', async () => {
  const organizationId = uniqueOrganizationId();
  await putOrganization(database.sdk, organizationId, { embedEnabled: true, now: now - 1000 });
  const created = await createSecret(database.sdk, organizationId, { name: 'x', actor: 'admin', now });
  if (!created.ok) throw new Error(created.reason);
  expect(await sessionHours(organizationId, created.secretKey)).toBe(8);
  await updateSettings(database.sdk, organizationId, { sessionLengthHours: 24 });
  expect(await sessionHours(organizationId, created.secretKey)).toBe(24);
  await updateSettings(database.sdk, organizationId, { sessionLengthHours: null });
  expect(await sessionHours(organizationId, created.secretKey)).toBe(8);
});
