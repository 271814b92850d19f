import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectReasons } from '../../../../shared/contract/refusals.ts';
import { type Acme, acme, host, hour } from './acme.ts';
import { brokenRedeemUrls } from './broken-redeem-urls.ts';
import { brokenSecrets } from './broken-secrets.ts';
import { brokenTexts } from './broken-texts.ts';
import { brokenV0Urls } from './broken-v0-urls.ts';
import { brokenV1Urls } from './broken-v1-urls.ts';

const broken = [...brokenTexts, ...brokenSecrets, ...brokenV1Urls, ...brokenV0Urls, ...brokenRedeemUrls];
const troubleshooting = readFileSync(new URL('../../../../docs/troubleshooting.md', import.meta.url), 'utf8');

describe('a broken URL', () => {
  it.each(broken)(
    'is explained: %s',
    async (what, reason, make) => {
      const organization = await acme();
      const url = await make(organization);
      const { opens, explanation, ...inspection } = await organization.inspect(url);
      expect([opens, inspection.reason]).toEqual([false, reason]);
      // Docs and code match to the letter.
      expect(troubleshooting).toContain(`| ${what} | \`${reason}\` | ${explanation} |\n`);
      // CloudFront itself refuses longer URLs.
      const sent = URL.canParse(url) && url.length <= 8192;
      expect(sent ? await organization.open(url) : 403).not.toBe(302);
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
      const organization = await acme();
      const url = await make(organization);
      for (const _ of [1, 2]) {
        expect(await organization.inspect(url)).toMatchObject({
          opens: true,
          format,
          secret: { id: organization.secret.secretId, name: 'Production' },
          claims: { externalId: 'user-1', ...claims },
        });
      }
      expect(await organization.open(url)).toBe(302);
      expect(await organization.inspect(url)).toMatchObject({ opens: false, reason: 'already_used' });
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
