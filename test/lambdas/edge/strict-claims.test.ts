import { describe, expect, it } from 'vitest';
import { edgeOrganization, forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();
const organization = (settings: { strictClaims?: boolean; customClaims?: string[] }) =>
  edgeOrganization(database, { settings });

describe('a login of an organization with strictClaims', () => {
  it.each([
    [{ userAttribute: { region: 'FR' } }],
    [{ costcenter: 7 }],
    [{ constructor: 'x' }],
    [JSON.parse('{"__proto__":{"restricted":true}}')],
  ])('is refused, and not used up, with the claims %j', async (claims) => {
    const { edge, login, requests } = await organization({
      strictClaims: true,
      customClaims: ['costCenter'],
    });
    requests.length = 0;
    expect(await login(claims)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'unknown_claim' });
    // The log never has what a signer chose.
    expect(JSON.stringify(edge.log)).not.toMatch(/userAttribute|costcenter|constructor|__proto__/);
    expect(requests.map(({ operation }) => operation)).not.toContain('PutItem');
  });

  it('starts a session with known and custom claims', async () => {
    const { login, identity } = await organization({ strictClaims: true, customClaims: ['costCenter'] });
    const { status, cookie } = await login({ costCenter: 7, userAttributes: { region: 'FR' } });
    expect(status).toBe(302);
    expect((await identity(cookie)).claims).toMatchObject({
      costCenter: 7,
      userAttributes: { region: 'FR' },
    });
  });

  it('accepts no custom claim if none is listed', async () => {
    const { login } = await organization({ strictClaims: true });
    expect(await login({ costCenter: 7 })).toMatchObject(forbidden);
    expect(await login()).toMatchObject({ status: 302 });
  });
});

it('a login of any other organization keeps unknown claims', async () => {
  for (const settings of [{}, { strictClaims: false, customClaims: ['costCenter'] }]) {
    const { login, identity } = await organization(settings);
    const { cookie } = await login(JSON.parse('{"costcenter":7,"__proto__":{"restricted":true}}'));
    const { claims } = await identity(cookie);
    expect(claims.costcenter).toBe(7);
    expect(Object.hasOwn(claims, '__proto__')).toBe(true);
  }
});
