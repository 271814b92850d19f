import { embedSsoContentDiscovery, redeemSessionToken } from '@omni-co/embed';
import type { DynamoDbRequest } from '../../shared/dynamodb.ts';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { updateSettings } from '../../shared/organizations/update-settings.ts';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import type { SecretLimits } from '../../shared/secrets/secret-limits.ts';
import { createSession } from '../../shared/sessions/create-session.ts';
import { type TestDynamoDb, uniqueOrganizationId } from './dynamodb.ts';
import { edgeClient } from './edge.ts';

export const formats = ['v1', 'v0', 'redeem'] as const;
export type Format = (typeof formats)[number];

export type TestSecret = { secretId: string; secretKey: string };
export type SignOptions = { contentPath?: string; expiresIn?: number; host?: string };

/** An organization that accepts every format, with a secret, and an edge in front of it. */
export async function edgeOrganization(database: TestDynamoDb, now: number) {
  const { sdk } = database;
  const organizationId = uniqueOrganizationId();
  await putOrganization(sdk, organizationId, { embedEnabled: true, now: now - 3_600_000 });
  await updateSettings(sdk, organizationId, { acceptV0: { until: '2027-01-01', parameterSets: [[]] } });
  const requests: DynamoDbRequest[] = [];
  const edge = edgeClient((budget) => {
    const send = database.edge(budget);
    return (request) => {
      requests.push(request);
      return send(request);
    };
  }, now);
  const ownHost = `${organizationId}.embed.example.com`;

  const create = async (limits?: SecretLimits): Promise<TestSecret> => {
    const created = await createSecret(sdk, organizationId, {
      name: 'Production',
      limits,
      actor: 'admin',
      now,
    });
    if (!created.ok) throw new Error(created.reason);
    return { secretId: created.secret.id, secretKey: created.secretKey };
  };
  const secret = await create();

  const sign = async (
    format: Format,
    { secretKey }: TestSecret = secret,
    { contentPath = '/d/1', expiresIn = 300, host = ownHost }: SignOptions = {},
  ): Promise<string> => {
    const claims = { contentPath, externalId: 'user-1', name: 'Ada' };
    const target = (url: string): string => new URL(url).pathname + new URL(url).search;
    if (format === 'v1') return target(signLoginUrl({ secretKey, host, claims, expiresIn, now: edge.now }));
    if (format === 'redeem') {
      const options = { claims, sessionsValidFrom: new Date(now - 3_600_000).toISOString(), now: edge.now };
      const { sessionId: sessionToken } = await createSession(sdk, organizationId, options);
      return target(await redeemSessionToken({ host, secret: secretKey, sessionToken }));
    }
    const path = contentPath.replace(/^\//, '');
    const viewer = { host, secret: secretKey, externalId: 'user-1', name: 'Ada' };
    return target(await embedSsoContentDiscovery({ path, ...viewer } as never));
  };
  const view = (target: string, cookie?: string, host = ownHost) =>
    edge.view({ host, target, headers: cookie === undefined ? {} : { Cookie: cookie } });
  const open = async (format: Format, by?: TestSecret, options?: SignOptions) =>
    view(await sign(format, by, options), undefined, options?.host);
  return { organizationId, host: ownHost, edge, secret, create, sign, view, open, requests };
}
