import {
  CustomThemeProperty,
  EmbedEntityFolderContentRoles,
  EmbedSessionMode,
  embedSsoContentDiscovery,
  embedSsoDashboard,
  embedSsoWorkbook,
} from '@omni-co/embed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { updateSettings } from '../../../shared/organizations/update-settings.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { readSession } from '../../../shared/sessions/read-session.ts';
import { readV0Logins } from '../../../shared/v0-logins/read-v0-logins.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';
import { edgeClient } from '../../support/edge.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const until = '2026-06-30';
const forbidden = { status: 403, headers: { 'x-embed-error': 'forbidden' } };

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
  await rotateEnvironmentKeys(database.sdk, now);
});
afterAll(() => database.close());

/** An organization that still accepts v0, and an edge. */
async function organization(
  parameterSets: string[][] | undefined,
  through: (send: DynamoDb, budget: AbortSignal) => DynamoDb = (send) => send,
) {
  const organizationId = uniqueOrganizationId();
  const acceptV0 = (change: { until: string; parameterSets: string[][] } | null) =>
    updateSettings(database.sdk, organizationId, { acceptV0: change });
  await putOrganization(database.sdk, organizationId, { embedEnabled: true, now: now - 1000 });
  if (parameterSets !== undefined) await acceptV0({ until, parameterSets });
  const created = await createSecret(database.sdk, organizationId, {
    name: 'Production',
    actor: 'admin',
    now,
  });
  if (!created.ok) throw new Error(created.reason);
  const edge = edgeClient((budget) => through(database.edge(budget), budget), now);
  const host = `${organizationId}.embed.example.com`;
  const view = (url: string, headers = {}) => {
    const { pathname, search } = new URL(url);
    return edge.view({ host, target: pathname + search, headers });
  };
  const open = async (url: string) => {
    const opened = await view(url);
    const seen = await edge.view({ host, target: '/', headers: { Cookie: opened.cookie } });
    const [, identity = ''] = seen.forwarded?.headers['x-embed-identity']?.[0]?.value.split('.') ?? [];
    const claims = identity === '' ? {} : JSON.parse(Buffer.from(identity, 'base64url').toString()).claims;
    return { status: opened.status, location: opened.headers.location, claims };
  };
  const logins = () => readV0Logins(database.sdk, organizationId, edge.now);
  const viewer = { host, secret: created.secretKey, externalId: 'user-1', name: 'Ada' };
  return { organizationId, acceptV0, edge, host, view, open, logins, viewer };
}

const optional = {
  accessBoost: true,
  branch: 'main',
  connectionRoles: { 'abcd1234-abcd': 'VIEWER' },
  customTheme: { [CustomThemeProperty.DASHBOARD_BACKGROUND]: '#00FF00' },
  customThemeId: 'theme-123',
  email: 'ada+test@example.com',
  entity: 'acme & söhne',
  entityFolderContentRole: EmbedEntityFolderContentRoles.EDITOR,
  entityFolderGroupContentRole: EmbedEntityFolderContentRoles.VIEWER,
  entityFolderLabel: 'Label 100%',
  entityGroupLabel: 'Gruppe ü',
  filterSearchParam: 'f--state=%7B%22is%22%3A%22GA%22%7D&x=1+2',
  groups: ['a', 'b c'],
  linkAccess: '__omni_link_access_open',
  mode: EmbedSessionMode.Application,
  modelRoles: { model: 'QUERIER' },
  prefersDark: 'system',
  preserveEntityFolderContentRole: false,
  theme: 'vibes',
  uiSettings: { showNavigation: false },
  userAttributes: { region: ['FR', 'DE'], quota: 7, name: 'Zoë 🦊 + & %' },
};
type Optional = keyof typeof optional;
const names = Object.keys(optional) as Optional[];
const pick = (...some: Optional[]) => Object.fromEntries(some.map((name) => [name, optional[name]]));

const functions = {
  embedSsoDashboard: (props: object) => embedSsoDashboard({ contentId: 'da24491e', ...props } as never),
  embedSsoWorkbook: (props: object) => embedSsoWorkbook({ contentId: 'da24491e', ...props } as never),
  embedSsoContentDiscovery: (props: object) =>
    embedSsoContentDiscovery({ path: 'entity-folder', ...props } as never),
};
const paths = {
  embedSsoDashboard: '/dashboards/da24491e',
  embedSsoWorkbook: '/w/da24491e/duplicate',
  embedSsoContentDiscovery: '/entity-folder',
};
const each = Object.keys(functions) as (keyof typeof functions)[];

describe.each(each)('%s of @omni-co/embed', (name) => {
  const make = functions[name];

  it('opens with no optional parameter, and with all of them', async () => {
    const { open, viewer } = await organization([[], [...names]]);
    expect(await open(await make(viewer))).toMatchObject({ status: 302, location: paths[name] });
    const { status, location, claims } = await open(await make({ ...viewer, ...optional }));
    expect([status, location]).toEqual([302, `${paths[name]}?${optional.filterSearchParam}`]);
    expect(claims).toEqual({ contentPath: paths[name], externalId: 'user-1', name: 'Ada', ...optional });
  });

  it('opens with a port', async () => {
    const { edge, host, viewer } = await organization([[]]);
    const { pathname, search } = new URL(await make({ ...viewer, port: 4200 }));
    expect(await edge.view({ host: `${host}:4200`, target: pathname + search })).toMatchObject({
      status: 302,
    });
    expect(await edge.view({ host, target: pathname + search })).toMatchObject(forbidden);
  });

  it.each(names)('opens with %s alone, and without it alone', async (parameter) => {
    const others = names.filter((other) => other !== parameter);
    const { open, viewer } = await organization([[parameter], others]);
    const alone = await open(await make({ ...viewer, ...pick(parameter) }));
    expect(alone).toMatchObject({ status: 302, claims: pick(parameter) });
    expect(await open(await make({ ...viewer, ...pick(...others) }))).toMatchObject({ status: 302 });
  });

  it.each(['Zoë', '🦊', 'a+b', 'a&b=c', '100%', '%41', 'Wilé É & Söhne + 1', 'a  b'])(
    'opens with the name %s',
    async (viewerName) => {
      const { open, viewer } = await organization([[]]);
      const url = await make({ ...viewer, name: viewerName, externalId: `x${viewerName}` });
      const { status, claims } = await open(url);
      expect([status, claims.name, claims.externalId]).toEqual([302, viewerName, `x${viewerName}`]);
    },
  );

  it('is refused after the date, and without the setting', async () => {
    const { acceptV0, edge, view, viewer } = await organization([[]]);
    const urls = [await make(viewer), await make(viewer), await make(viewer)] as const;
    edge.now = Date.parse('2026-06-30T23:59:59.000Z');
    expect(await view(urls[0])).toMatchObject({ status: 302 });
    edge.now += 1000;
    expect(await view(urls[1])).toMatchObject(forbidden);
    expect(edge.reason()).toBe('v0_not_accepted');
    edge.now = now;
    await acceptV0(null);
    expect(await view(urls[2])).toMatchObject(forbidden);
    const never = await organization(undefined);
    expect(await never.view(await make(never.viewer))).toMatchObject(forbidden);
  });
});

describe('a v0 login', () => {
  it('is refused if parameters were relabelled, added, repeated or padded', async () => {
    const { edge, view, viewer } = await organization([['userAttributes'], ['theme', 'userAttributes']]);
    const url = await functions.embedSsoDashboard({ ...viewer, ...pick('userAttributes') });
    for (const [changed, reason] of [
      [url.replace('userAttributes=', 'theme='), 'v0_parameter_set'],
      [`${url}&theme=x`, 'signature_mismatch'],
      [`${url}&theme=`, 'invalid_parameter'],
      [`${url}&name=Ada`, 'repeated_parameter'],
      [`${url}&userAttributes=%7B%7D`, 'repeated_parameter'],
      [url.replace('name=Ada', 'name=Ada+'), 'invalid_parameter'],
      [url.replace('name=Ada', 'name=%0AAda'), 'invalid_parameter'],
      [url.replace('externalId=user-1', 'externalId=user-2'), 'signature_mismatch'],
    ] as const) {
      expect(await view(changed)).toMatchObject(forbidden);
      expect([changed, edge.reason()]).toEqual([changed, reason]);
    }
    expect(await view(url)).toMatchObject({ status: 302 });
  });

  it.each([
    [{ userAttributes: ['FR'] }, 'userAttributes'],
    [{ groups: { a: 'b' } }, 'groups'],
    [{ prefersDark: 'dark' }, 'prefersDark'],
    [{ mode: 'application' }, 'mode'],
    [{ customTheme: { a: 1 } }, 'customTheme'],
  ])('is refused with a value of the wrong type: %j', async (wrong, parameter) => {
    const { edge, view, viewer } = await organization([[parameter]]);
    expect(await view(await functions.embedSsoDashboard({ ...viewer, ...wrong }))).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'invalid_claim', field: parameter });
  });

  it('opens once, ever: its session is never purged', async () => {
    const { organizationId, edge, view, viewer } = await organization([[]]);
    const nonce = 'a'.repeat(32);
    const url = await functions.embedSsoDashboard({ ...viewer, nonce });
    const { cookie } = await view(url);
    const session = await readSession(database.sdk, organizationId, `n.${nonce}`);
    expect(session).toMatchObject({ state: 'active' });
    expect(session).not.toHaveProperty('purgeAt');
    expect(await view(url, { Cookie: cookie })).toMatchObject({ status: 302 });
    edge.now += 100 * 86_400_000;
    expect(await view(url)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('already_used');
  });

  it('is counted per day if it started a session', async () => {
    const { edge, view, logins, viewer } = await organization([[]]);
    const make = () => functions.embedSsoDashboard(viewer);
    const used = await make();
    for (const url of [used, used, await make()]) await view(url);
    edge.now += 86_400_000;
    await view(await make());
    expect(await logins()).toEqual([
      { date: '2026-01-02', count: 1 },
      { date: '2026-01-01', count: 2 },
    ]);
    edge.now += 29 * 86_400_000;
    expect(await logins()).toEqual([{ date: '2026-01-02', count: 1 }]);
  });

  it('opens in time even if it can’t be counted', async () => {
    const { view, logins, viewer } = await organization([[]], (send, budget) => (request) => {
      const isCount = request.operation === 'UpdateItem' && request.input.Key.partitionKey.startsWith('V0#');
      if (!isCount) return send(request);
      const { promise, reject } = Promise.withResolvers<never>();
      budget.addEventListener('abort', () => reject(new Error('out of time')));
      return promise;
    });
    const before = performance.now();
    expect(await view(await functions.embedSsoDashboard(viewer))).toMatchObject({ status: 302 });
    expect(performance.now() - before).toBeLessThan(2000);
    expect(await logins()).toEqual([]);
  });

  it('is refused without reading the table if it is malformed', async () => {
    let reads = 0;
    const { view, viewer } = await organization([[]], (send) => (request) => {
      reads++;
      return send(request);
    });
    const url = await functions.embedSsoDashboard(viewer);
    for (const broken of [`${url}&x=1`, `${url}&name=x`, url.replace('nonce=', 'nonce=-')]) {
      expect(await view(broken)).toMatchObject(forbidden);
    }
    expect(reads).toBe(0);
  });
});
