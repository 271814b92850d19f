import { createHmac } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { embedSsoDashboard, redeemSessionToken } from '@omni-co/embed';
import { onTestFinished } from 'vitest';
import type { InspectReason } from '../../../../shared/contract/refusals.ts';
import type { DynamoDbRequest, Query } from '../../../../shared/dynamodb.ts';
import { rotateEnvironmentKeys } from '../../../../shared/environment/rotate-environment-keys.ts';
import { apiClient } from '../../../support/api.ts';
import { assignHost } from '../../../support/assign-host.ts';
import { buildSecret } from '../../../support/builders.ts';
import { startTestDynamoDb } from '../../../support/dynamodb.ts';
import { edgeClient } from '../../../support/edge.ts';

const start = Date.parse('2026-01-01T12:00:00.000Z');
export const hour = 3_600_000;
export const host = 'acme.embed.example.com';
export const loginUrl = `https://${host}/embed/login`;

/** The organization acme in a new database, with a secret, an admin's API client, and an edge on the same clock. */
export async function acme() {
  const database = await startTestDynamoDb();
  onTestFinished(() => database.close());
  const requests: (DynamoDbRequest | Query)[] = [];
  const api = apiClient((request) => {
    requests.push(request);
    return database.sdk(request);
  });
  const edge = edgeClient(database.edge, start);
  api.now = start - hour;
  await rotateEnvironmentKeys(database.sdk, api.now);
  for (const organizationId of ['acme', 'globex']) {
    await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
  }
  await assignHost(api, 'analytics.globex.com', 'globex');
  api.now = start;
  const create = (organizationId = 'acme') => buildSecret(database.sdk, organizationId, { now: start });
  const secret = await create();
  const pass = (ms: number) => {
    api.now += ms;
    edge.now += ms;
  };
  const open = async (url: string) => {
    const { host: at, pathname, search } = new URL(url);
    return (await edge.view({ host: at, target: pathname + search })).status;
  };
  const inspect = async (url: string) =>
    (await api.call('inspect-url', { organizationId: 'acme', body: { url } })).body;
  const settings = (body: object) => api.call('update-settings', { organizationId: 'acme', body });
  const remove = () => api.call('delete-secret', { organizationId: 'acme', secretId: secret.secretId });
  const pending = async () => {
    const body = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };
    return (await api.call('create-session', { organizationId: 'acme', body })).body.sessionId as string;
  };

  /** v1, as the protocol documentation describes it. */
  const v1 = (
    change: object = {},
    {
      key = secret.secretKey,
      compress = deflateRawSync,
      at = loginUrl,
      json = JSON.stringify(claimsOf(change)),
    } = {},
  ) => {
    const payload = compress(json).toString('base64url');
    return `${at}?payload=${payload}&signature=${hmac(key, payload)}`;
  };
  const claimsOf = (change: object = {}) => ({
    loginUrl,
    contentPath: '/d/1',
    externalId: 'user-1',
    name: 'Ada',
    nonce: 'a'.repeat(32),
    exp: api.now / 1000 + 3600,
    ...change,
  });
  const v0 = (props: object = {}) =>
    embedSsoDashboard({
      host,
      secret: secret.secretKey,
      contentId: '1',
      externalId: 'user-1',
      name: 'Ada',
      nonce: 'a'.repeat(32),
      ...props,
    } as never);
  const acceptV0 = (...parameterSets: string[][]) =>
    settings({ acceptV0: { until: '2026-06-30', parameterSets } });
  const redeemUrl = (sessionToken: string, props: object = {}) =>
    redeemSessionToken({ host, secret: secret.secretKey, sessionToken, ...props });
  return {
    api,
    edge,
    secret,
    create,
    pass,
    open,
    inspect,
    remove,
    pending,
    v1,
    claimsOf,
    v0,
    settings,
    acceptV0,
    redeemUrl,
    requests,
  };
}

export type Acme = Awaited<ReturnType<typeof acme>>;

/** What is broken, the reported reason, and how to make the URL. Each is broken in one way. */
export type BrokenUrl = [what: string, reason: InspectReason, make: (acme: Acme) => Promise<string>];

export const hmac = (key: string, text: string, encoding: 'base64url' | 'base64' | 'hex' = 'base64url') =>
  createHmac('sha256', key).update(text).digest(encoding);
