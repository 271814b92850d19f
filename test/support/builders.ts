import type { SettingsChange } from '../../shared/contract/settings-change.ts';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { readOrganizationWithoutKeys } from '../../shared/organizations/read-organization-without-keys.ts';
import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import type { SecretLimits } from '../../shared/secrets/secret-limits.ts';
import { createSession } from '../../shared/sessions/create-session.ts';
import { uniqueOrganizationId } from './dynamodb.ts';

/** The time of most tests. */
export const testNow = Date.parse('2026-01-01T00:00:00.000Z');

export const testViewer = { contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada' };

/**
 * Creates an organization.
 *
 * @param options.organizationId one that no other test has, by default
 */
export async function buildOrganization(
  dynamodb: DynamoDb,
  {
    organizationId = uniqueOrganizationId(),
    embedEnabled = true,
    settings,
    now = testNow,
  }: { organizationId?: string; embedEnabled?: boolean; settings?: SettingsChange; now?: number } = {},
): Promise<string> {
  await putOrganization(dynamodb, organizationId, { embedEnabled, now });
  if (settings !== undefined) await updateSettings(dynamodb, organizationId, settings);
  return organizationId;
}

export type TestSecret = { secretId: string; secretKey: string };

/** Creates a secret of an organization that has Embed on. */
export async function buildSecret(
  dynamodb: DynamoDb,
  organizationId: string,
  {
    name = 'Production',
    limits,
    now = testNow,
  }: { name?: string; limits?: SecretLimits | undefined; now?: number } = {},
): Promise<TestSecret & Extract<Awaited<ReturnType<typeof createSecret>>, { ok: true }>> {
  const created = await createSecret(dynamodb, organizationId, { name, limits, actor: 'admin', now });
  if (!created.ok) throw new Error(created.reason);
  return { ...created, secretId: created.secret.id };
}

/** Creates a pending session of an organization that has Embed on, and returns its id. */
export async function buildPendingSession(
  dynamodb: DynamoDb,
  organizationId: string,
  { claims = {}, now = testNow }: { claims?: object | undefined; now?: number } = {},
): Promise<string> {
  const { sessionsValidFrom } = (await readOrganizationWithoutKeys(dynamodb, organizationId)) ?? {};
  if (sessionsValidFrom === undefined) throw new Error(`no organization ${organizationId}`);
  const options = { claims: { ...testViewer, ...claims }, sessionsValidFrom, now };
  return (await createSession(dynamodb, organizationId, options)).sessionId;
}
