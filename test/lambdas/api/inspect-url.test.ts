import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { embedSsoDashboard, redeemSessionToken } from '@omni-co/embed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectReasons } from '../../../shared/contract/refusals.ts';
import type { DynamoDbRequest, Query } from '../../../shared/dynamodb.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { apiClient } from '../../support/api.ts';
import { startTestDynamoDb, type TestDynamoDb } from '../../support/dynamodb.ts';
import { edgeClient } from '../../support/edge.ts';

const start = Date.parse('2026-01-01T12:00:00.000Z');
const hour = 3_600_000;
const host = 'acme.embed.example.com';
const loginUrl = `https://${host}/embed/login`;

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
});
afterAll(() => database.close());

/** The organization acme in a new database, with a secret, an admin's API client, and an edge on the same clock. */
async function acme() {
  await database.close();
  database = await startTestDynamoDb();
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
  await api.call('put-host', { host: 'analytics.globex.com', body: { organizationId: 'globex' } });
  api.now = start;
  const create = async (organizationId = 'acme') => {
    const created = await createSecret(database.sdk, organizationId, {
      name: 'Production',
      actor: 'admin',
      now: start,
    });
    if (!created.ok) throw new Error(created.reason);
    return { secretId: created.secret.id, secretKey: created.secretKey };
  };
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
    acceptV0,
    redeemUrl,
    requests,
  };
}

type Acme = Awaited<ReturnType<typeof acme>>;

const hmac = (key: string, text: string, encoding: 'base64url' | 'base64' | 'hex' = 'base64url') =>
  createHmac('sha256', key).update(text).digest(encoding);

/** Replaces one character in the middle of a payload. */
const replaceCharacter = (url: string) => url.replace(/(payload=.{40})./, '$1_');

/** Text that does not compress. */
const noise = (length: number) =>
  createHmac('sha512', 'noise')
    .update('')
    .digest('hex')
    .concat(
      Array.from({ length: 200 }, (_, index) =>
        createHmac('sha512', 'noise').update(`${index}`).digest('base64'),
      ).join(''),
    )
    .slice(0, length);

/** What is broken, the reported reason, and how to make the URL. Each is broken in one way. */
const broken: [
  what: string,
  reason: (typeof inspectReasons)[number],
  make: (acme: Acme) => Promise<string>,
][] = [
  [
    'signed with a secret that was deleted; the URL was used before',
    'deleted_secret',
    async ({ v1, open, pass, remove }) => {
      const url = v1();
      await open(url);
      pass(hour);
      await remove();
      return url;
    },
  ],
  [
    'signed with a secret that was deleted; the URL was never used',
    'signature_mismatch',
    async ({ v1, remove }) => {
      const url = v1();
      await remove();
      return url;
    },
  ],
  [
    'opened on another organization’s host',
    'foreign_host',
    async ({ v1 }) => v1().replace('acme.', 'globex.'),
  ],
  [
    'opened on another organization’s custom host',
    'foreign_host',
    async ({ v1 }) => v1().replace(host, 'analytics.globex.com'),
  ],
  [
    'expired',
    'expired',
    async ({ v1, pass }) => {
      const url = v1();
      pass(4 * hour);
      return url;
    },
  ],
  ['`exp` in milliseconds', 'exp_in_milliseconds', async ({ v1, api }) => v1({ exp: api.now + hour })],
  [
    '`exp` eight days ahead',
    'expires_too_late',
    async ({ v1, api }) => v1({ exp: api.now / 1000 + 8 * 86_400 }),
  ],
  [
    '`+` in a v0 value read as a space',
    'plus_read_as_space',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0({ name: 'Ada+Lovelace' })).replace('%2B', '+');
    },
  ],
  [
    '`+` in base64 read as a space',
    'plus_read_as_space',
    async ({ v1 }) => v1().replace(/signature=.{4}/, 'signature=ab+c'),
  ],
  [
    'base64 instead of base64url',
    'standard_base64',
    async ({ v1 }) => v1().replace(/signature=.{4}/, 'signature=ab%2Bc'),
  ],
  [
    'payload cut off at 2,048 characters',
    'truncated',
    async ({ v1 }) => v1({ filler: noise(2500) }).replace(/(payload=.{2048}).*&/, '$1&'),
  ],
  ['the end of the URL cut off', 'truncated', async ({ v1 }) => v1().slice(0, -7)],
  [
    'a claim changed after signing; the URL was used before',
    'changed_after_signing',
    async ({ v1, open }) => {
      const url = v1();
      await open(url);
      const changed = v1({ contentPath: '/d/2' });
      return changed.replace(/signature=.*/, url.slice(url.indexOf('signature=')));
    },
  ],
  [
    'a parameter added to v0 after signing',
    'changed_after_signing',
    async ({ v0, acceptV0 }) => {
      await acceptV0(['theme']);
      return `${await v0()}&theme=dawn`;
    },
  ],
  [
    'one character of the payload changed after signing',
    'payload_changed',
    async ({ v1 }) => replaceCharacter(v1()),
  ],
  [
    'a value of v0 changed after signing',
    'signature_mismatch',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0()).replace('externalId=user-1', 'externalId=user-2');
    },
  ],
  [
    'signed with another organization’s secret',
    'signature_mismatch',
    async ({ v1, create }) => v1({}, { key: (await create('globex')).secretKey }),
  ],
  [
    'already used',
    'already_used',
    async ({ v1, open, pass }) => {
      const url = v1();
      await open(url);
      pass(60_000);
      return url;
    },
  ],
  ['`&` HTML-escaped', 'html_escaped', async ({ v1 }) => v1().replace('&', '&amp;')],
  ['a space in the URL', 'white_space', async ({ v1 }) => v1().replace('&', '& ')],
  ['not a URL', 'not_a_url', async () => '/embed/login?payload=x'],
  [
    'a path that is neither login nor redeem',
    'unknown_path',
    async ({ v1 }) => v1().replace('/embed/login', '/embed/login/'),
  ],
  ['neither v1 nor v0', 'missing_parameter', async () => `${loginUrl}?token=x`],
  ['longer than 8,192 bytes', 'url_too_long', async ({ v1 }) => `${v1()}&x=${'x'.repeat(8192)}`],
  ['`%` not percent-encoded', 'percent_encoding', async ({ v1 }) => `${v1()}&discount=100%`],
  ['a parameter given twice', 'repeated_parameter', async ({ v1 }) => `${v1()}&signature=x`],
  [
    'signed for `http`',
    'login_url_mismatch',
    async ({ v1 }) => v1({ loginUrl: loginUrl.replace('https', 'http') }),
  ],
  [
    'v0 signed for a host without its port',
    'login_url_mismatch',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0()).replace(host, `${host}:8443`);
    },
  ],
  [
    'signature in hexadecimal',
    'hex_signature',
    async ({ v1 }) =>
      v1().replace(
        /signature=(.*)/,
        (_, signature) => `signature=${Buffer.from(signature, 'base64url').toString('hex')}`,
      ),
  ],
  ['signature with invalid characters', 'malformed_signature', async ({ v1 }) => `${v1()}~~`],
  [
    'payload with invalid characters',
    'malformed_payload',
    async ({ v1 }) => v1().replace('payload=', 'payload=~'),
  ],
  [
    'the JSON signed instead of the payload',
    'signed_json',
    async ({ v1, claimsOf, secret }) =>
      v1().replace(/signature=.*/, `signature=${hmac(secret.secretKey, JSON.stringify(claimsOf()))}`),
  ],
  [
    'signed with padding, sent without',
    'padding_changed',
    async ({ v1, secret }) => {
      const url = v1();
      const payload = /payload=([^&]*)/.exec(url)?.[1] ?? '';
      return url.replace(/signature=.*/, `signature=${hmac(secret.secretKey, `${payload}=`)}`);
    },
  ],
  ['compressed with a zlib header', 'wrong_compression', async ({ v1 }) => v1({}, { compress: deflateSync })],
  [
    'payload isn’t a JSON object',
    'malformed_claims',
    async ({ secret }) => {
      const payload = deflateRawSync('[]').toString('base64url');
      return `${loginUrl}?payload=${payload}&signature=${hmac(secret.secretKey, payload)}`;
    },
  ],
  ['more than 4,096 bytes of claims', 'claims_too_large', async ({ v1 }) => v1({ filler: 'x'.repeat(4096) })],
  ['a claim of the wrong type', 'invalid_claim', async ({ v1 }) => v1({ accessBoost: 'true' })],
  ['a nonce of 31 characters', 'invalid_claim', async ({ v1 }) => v1({ nonce: 'a'.repeat(31) })],
  [
    'a number that can’t be represented exactly',
    'invalid_claim',
    async ({ v1, claimsOf }) =>
      v1(
        {},
        { json: JSON.stringify(claimsOf({ quota: { limit: 0 } })).replace(':0}', ':4503599627370497.3}') },
      ),
  ],
  [
    'v0 with a number that can’t be represented exactly',
    'invalid_claim',
    async ({ v0, acceptV0 }) => {
      await acceptV0(['userAttributes']);
      return v0({ userAttributes: { quota: 2 ** 60 } });
    },
  ],
  [
    'an externalId of 200 control characters',
    'identity_too_large',
    async ({ v1 }) => v1({ externalId: '\u0001'.repeat(200) }),
  ],
  [
    'a content path that is too long once percent-encoded',
    'invalid_claim',
    async ({ v1 }) => v1({ contentPath: `/${'漢'.repeat(1000)}` }),
  ],
  ['v0, not accepted by the organization', 'v0_not_accepted', async ({ v0 }) => v0()],
  [
    'v0, after the end date',
    'v0_not_accepted',
    async ({ v0, acceptV0, pass }) => {
      await acceptV0([]);
      const url = await v0();
      pass(200 * 24 * hour);
      return url;
    },
  ],
  [
    'v0 with an unlisted set of parameters',
    'v0_parameter_set',
    async ({ v0, acceptV0 }) => {
      await acceptV0(['theme', 'userAttributes']);
      return v0({ theme: 'dawn' });
    },
  ],
  [
    'v0 with an additional parameter',
    'unknown_parameter',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return `${await v0()}&utm_source=mail`;
    },
  ],
  [
    'v0 with a padded value',
    'invalid_parameter',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0()).replace('name=Ada', 'name=Ada+');
    },
  ],
  [
    'v0 percent-encoded twice',
    'double_encoded',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0({ name: 'Zoë' })).replaceAll('%', '%25');
    },
  ],
  [
    '2-step: redeemed after 5 minutes',
    'session_expired',
    async ({ pending, redeemUrl, pass }) => {
      const url = await redeemUrl(await pending());
      pass(2 * hour);
      return url;
    },
  ],
  [
    '2-step: redeemed twice',
    'already_used',
    async ({ pending, redeemUrl, open, pass }) => {
      const url = await redeemUrl(await pending());
      pass(60_000);
      await open(url);
      return url;
    },
  ],
  [
    '2-step: a sessionId that create-session never returned',
    'unknown_session',
    async ({ redeemUrl }) => redeemUrl('tok_123'),
  ],
  [
    '2-step: ended by an admin',
    'session_ended',
    async ({ api, pending, redeemUrl }) => {
      const sessionId = await pending();
      await api.call('end-session', { organizationId: 'acme', sessionId });
      return redeemUrl(sessionId);
    },
  ],
  [
    '2-step: all sessions ended',
    'sessions_ended',
    async ({ api, pending, redeemUrl }) => {
      const url = await redeemUrl(await pending());
      await api.call('end-all-sessions', { organizationId: 'acme' });
      return url;
    },
  ],
];

const troubleshooting = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8');

describe('a broken URL', () => {
  it.each(broken)(
    'is explained: %s',
    async (what, reason, make) => {
      const world = await acme();
      const url = await make(world);
      const { opens, explanation, ...inspection } = await world.inspect(url);
      expect([opens, inspection.reason]).toEqual([false, reason]);
      // Docs and code match to the letter.
      expect(troubleshooting).toContain(`| ${what} | \`${reason}\` | ${explanation} |\n`);
      // CloudFront itself refuses longer URLs.
      const sent = URL.canParse(url) && url.length <= 8192;
      expect(sent ? await world.open(url) : 403).not.toBe(302);
    },
    20_000,
  );

  it('has a row in the docs for every reason', () => {
    expect([...new Set(broken.map(([, reason]) => reason))].sort()).toEqual([...inspectReasons].sort());
  });
});

describe('a correct URL', () => {
  it.each([
    ['v1', async ({ v1 }: Acme) => v1({ further: { kept: true } }), { further: { kept: true } }],
    [
      'v0',
      async ({ v0, acceptV0 }: Acme) => {
        await acceptV0(['userAttributes']);
        return v0({ userAttributes: { region: 'FR' } });
      },
      { userAttributes: { region: 'FR' } },
    ],
    ['redeem', async ({ pending, redeemUrl }: Acme) => redeemUrl(await pending()), { contentPath: '/d/1' }],
  ] as const)(
    'in format %s opens: its secret and claims are reported, and it isn’t used up',
    async (format, make, claims) => {
      const world = await acme();
      const url = await make(world);
      for (const _ of [1, 2]) {
        expect(await world.inspect(url)).toMatchObject({
          opens: true,
          format,
          secret: { id: world.secret.secretId, name: 'Production' },
          claims: { externalId: 'user-1', ...claims },
        });
      }
      expect(await world.open(url)).toBe(302);
      expect(await world.inspect(url)).toMatchObject({ opens: false, reason: 'already_used' });
    },
  );
});

describe('an inspection', () => {
  it('identifies a deleted secret and when it was deleted', async () => {
    const { v1, open, pass, remove, inspect, secret } = await acme();
    const url = v1();
    await open(url);
    pass(hour);
    await remove();
    expect((await inspect(url)).secret).toEqual({
      id: secret.secretId,
      name: 'Production',
      deletedAt: '2026-01-01T13:00:00.000Z',
    });
  });

  it('reports another organization’s host like an unknown one, and reads none of its data', async () => {
    const { v1, inspect, requests } = await acme();
    requests.length = 0;
    const of = async (at: string) =>
      JSON.stringify(await inspect(v1().replace(host, at))).replaceAll(at, 'HOST');
    const responses = [
      await of('globex.embed.example.com'),
      await of('nobody.embed.example.com'),
      await of('analytics.globex.com'),
      await of('analytics.nobody.com'),
      await of('nobody.test'),
    ];
    expect(new Set(responses).size).toBe(1);
    expect(JSON.stringify(requests)).not.toMatch(/(?:ORG|DELETED|SESSION)#globex/);
  });

  it('writes nothing, and logs neither the URL nor its claims', async () => {
    const { v1, inspect, api, requests } = await acme();
    requests.length = 0;
    const url = v1();
    await inspect(url);
    expect(requests.map(({ operation }) => operation)).not.toContain('UpdateItem');
    expect(requests.map(({ operation }) => operation)).not.toContain('PutItem');
    const logged = JSON.stringify(api.log);
    expect(logged).not.toContain(/payload=([^&]*)/.exec(url)?.[1]);
    expect(logged).not.toContain('user-1');
  });

  it.each([
    '%',
    'https://',
    'javascript:alert(1)',
    `https://${host}`,
    `https://${host}/embed/login?payload=&signature=`,
    `https://${host}/embed/login?payload=%00&signature=%00`,
    `https://${host}/embed/login?contentPath=%ff`,
    `https://${host}/embed/sso/redeem-session?sessionId=${'x'.repeat(4000)}`,
    `https://${'a'.repeat(5000)}/embed/login?payload=x`,
    `https://user:pass@${host}/embed/login?payload=x`,
    `https://[::1]/embed/login?payload=x`,
  ])('accepts any text: %s', async (url) => {
    const { inspect } = await acme();
    expect(await inspect(url)).toMatchObject({ opens: false, explanation: expect.any(String) });
  });

  it('looks up no session for a malformed nonce', async () => {
    const { v1, inspect } = await acme();
    for (const nonce of ['x'.repeat(3000), '#', 7, null, { a: 1 }]) {
      expect(await inspect(v1({ nonce }))).toMatchObject({ opens: false, reason: 'invalid_claim' });
    }
  });

  it('requires a URL', async () => {
    const { api } = await acme();
    for (const body of [{}, { url: '' }, { url: 7 }]) {
      expect(await api.call('inspect-url', { organizationId: 'acme', body })).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'url' }] },
      });
    }
  });
});
