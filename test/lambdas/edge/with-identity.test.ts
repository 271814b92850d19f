import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { testNow as now } from '../../support/builders.ts';
import { edgeOrganization } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();
const organization = () => edgeOrganization(database);

describe('a session', () => {
  it('reaches the origin with its viewer’s identity, which any JWT library verifies', async () => {
    const { organizationId, edge, host, login, visit } = await organization();
    const { cookie } = await login({ userAttributes: { region: ['FR', 2] }, further: { nested: true } });
    const { forwarded } = await visit(cookie);
    const jwks = JSON.parse((await edge.view({ host, target: '/.well-known/jwks.json' })).body);
    const { payload } = await jwtVerify(
      forwarded?.headers['x-embed-identity']?.[0]?.value ?? '',
      createLocalJWKSet(jwks),
      {
        issuer: 'https://embed.example.com',
        audience: 'https://app.example.com',
        currentDate: new Date(now),
      },
    );
    expect(payload).toMatchObject({
      sub: 'user-1',
      org: organizationId,
      sid: expect.stringMatching(/^n\.[a-f0-9]{32}$/),
      iat: now / 1000,
      exp: now / 1000 + 60,
      session_exp: now / 1000 + 24 * 3600,
      frame_ancestors: [],
      claims: { externalId: 'user-1', userAttributes: { region: ['FR', 2] }, further: { nested: true } },
    });
  });

  it('can’t choose its identity: a customer’s claims are only under `claims`', async () => {
    const { organizationId, login, visit } = await organization();
    const claimed = {
      org: 'globex',
      sub: 'root',
      iss: 'https://evil.example',
      aud: 'x',
      sid: 'n.0',
      iat: 1,
      claims: 1,
    };
    const { cookie } = await login(claimed);
    const { forwarded } = await visit(cookie);
    const [, payload = ''] = forwarded?.headers['x-embed-identity']?.[0]?.value.split('.') ?? [];
    const identity = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(identity).toMatchObject({
      org: organizationId,
      sub: 'user-1',
      iss: 'https://embed.example.com',
      aud: 'https://app.example.com',
      iat: now / 1000,
      exp: now / 1000 + 60,
      session_exp: now / 1000 + 24 * 3600,
      claims: claimed,
    });
  });

  it('reaches the origin without its cookie and forged identities, and with everything else', async () => {
    const { login, visit } = await organization();
    const { cookie } = await login();
    const { forwarded } = await visit(`a=1; ${cookie}; b=2`, {
      'X-Embed-Identity': 'forged',
      x_embed_identity: 'forged',
      'x-embed_identity': 'forged',
      'X.Embed.Identity': 'forged',
      'X-Embed-Anything': 'forged',
      'X-Request-Id': 'kept',
    });
    expect(forwarded).toMatchObject({ uri: '/d/1', querystring: 'a=b', method: 'GET' });
    expect(forwarded?.headers.cookie).toEqual([{ key: 'Cookie', value: 'a=1; b=2' }]);
    expect(Object.keys(forwarded?.headers ?? {}).sort()).toEqual([
      'cookie',
      'host',
      'x-embed-identity',
      'x-request-id',
    ]);
    expect(JSON.stringify(forwarded)).not.toContain('forged');
    expect((await visit(cookie)).forwarded?.headers.cookie).toBeUndefined();
  });

  it.each([
    'X-HTTP-Method-Override',
    'X-Method-Override',
    'X-HTTP-Method',
    'X_HTTP_Method_Override',
    'X-Original-URL',
    'X-Rewrite-URL',
    'x_rewrite-url',
  ])('reaches the origin without %s, which could replace its method or path', async (name) => {
    const { login, visit } = await organization();
    const { cookie } = await login();
    const { forwarded } = await visit(cookie, { [name]: 'DELETE', 'X-Original-Author': 'kept' });
    expect(Object.keys(forwarded?.headers ?? {}).sort()).toEqual([
      'host',
      'x-embed-identity',
      'x-original-author',
    ]);
  });
});
