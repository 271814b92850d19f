import { embedSsoContentDiscovery, redeemSessionToken } from '@omni-co/embed';
import type { SettingsChange } from '../../shared/contract/settings-change.ts';
import type { DynamoDb, DynamoDbRequest } from '../../shared/dynamodb.ts';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import type { SecretLimits } from '../../shared/secrets/secret-limits.ts';
import {
  buildOrganization,
  buildPendingSession,
  buildSecret,
  type TestSecret,
  testNow,
  testViewer,
} from './builders.ts';
import type { TestDynamoDb } from './dynamodb.ts';
import { edgeClient, type Viewed } from './edge.ts';

export const formats = ['v1', 'v0', 'redeem'] as const;
export type Format = (typeof formats)[number];

export type SignOptions = { contentPath?: string; expiresIn?: number; host?: string };

export const forbidden = {
  status: 403,
  headers: { 'x-embed-error': 'forbidden', 'cache-control': 'no-store' },
};

type Options = {
  /** By default, v0 URLs without optional parameters are accepted. */
  settings?: SettingsChange;
  /** Changes what the edge sends to DynamoDB, or gets from it. */
  through?: (send: DynamoDb, budget: AbortSignal) => DynamoDb;
  now?: number;
};

/** An organization with a secret, and an edge in front of it that keeps what it sends to DynamoDB. */
export async function edgeOrganization(
  database: TestDynamoDb,
  {
    settings = { acceptV0: { until: '2027-01-01', parameterSets: [[]] } },
    through = (send) => send,
    now = testNow,
  }: Options = {},
) {
  const { sdk } = database;
  const organizationId = await buildOrganization(sdk, { settings, now: now - 3_600_000 });
  const requests: DynamoDbRequest[] = [];
  const edge = edgeClient((budget) => {
    const send = through(database.edge(budget), budget);
    return (request) => {
      requests.push(request);
      return send(request);
    };
  }, now);
  const ownHost = `${organizationId}.embed.example.com`;
  const create = (limits?: SecretLimits) => buildSecret(sdk, organizationId, { limits, now });
  const secret: TestSecret = await create();
  const pending = (claims?: object) => buildPendingSession(sdk, organizationId, { claims, now: edge.now });

  /** The path and query of a v1 URL. */
  const signLogin = (
    claims: object = {},
    { secretKey }: TestSecret = secret,
    { expiresIn = 300, host = ownHost }: SignOptions = {},
  ): string => {
    const signed = { ...testViewer, ...claims };
    return targetOf(signLoginUrl({ secretKey, host, claims: signed, expiresIn, now: edge.now }));
  };
  /** The path and query of a redeem URL, as the npm client signs it. */
  const signRedeem = async (sessionToken: string, options: object = {}): Promise<string> =>
    targetOf(await redeemSessionToken({ host: ownHost, secret: secret.secretKey, sessionToken, ...options }));
  const sign = async (
    format: Format,
    by: TestSecret = secret,
    { contentPath = '/d/1', host = ownHost, ...options }: SignOptions = {},
  ): Promise<string> => {
    if (format === 'v1') return signLogin({ contentPath }, by, { host, ...options });
    if (format === 'redeem')
      return signRedeem(await pending({ contentPath }), { host, secret: by.secretKey });
    const path = contentPath.replace(/^\//, '');
    const viewer = { host, secret: by.secretKey, externalId: 'user-1', name: 'Ada' };
    return targetOf(await embedSsoContentDiscovery({ path, ...viewer } as never));
  };

  const view = (target: string, cookie?: string, host = ownHost) =>
    edge.view({ host, target, headers: cookie === undefined ? {} : { Cookie: cookie } });
  const open = async (format: Format, by?: TestSecret, options?: SignOptions) =>
    view(await sign(format, by, options), undefined, options?.host);
  const login = (claims?: object, by?: TestSecret) => view(signLogin(claims, by));
  /** Opens a pending session. */
  const redeem = async (sessionId: string, options?: object) => view(await signRedeem(sessionId, options));
  /** A request of a session. */
  const visit = (cookie: string, headers = {}, method = 'GET') =>
    edge.view({ host: ownHost, method, target: '/d/1?a=b', headers: { Cookie: cookie, ...headers } });
  /** The identity that the origin gets. */
  const identity = async (cookie: string) => identityOf(await visit(cookie));
  const remove = ({ secretId }: TestSecret = secret) =>
    deleteSecret(sdk, organizationId, { secretId, actor: 'admin', now: edge.now });
  return {
    ...{ organizationId, host: ownHost, edge, requests, secret, create, remove, pending },
    ...{ sign, signLogin, signRedeem, view, open, login, redeem, visit, identity },
  };
}

/** The identity that the origin got. */
export function identityOf({ forwarded }: Viewed) {
  const [, payload] = forwarded?.headers['x-embed-identity']?.[0]?.value.split('.') ?? [];
  if (payload === undefined) throw new Error('the request was not forwarded with an identity');
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

/** The path and query of a URL. */
export function targetOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
