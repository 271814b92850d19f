import { describe, expect, it } from 'vitest';
import { knownClaimNames } from '../../../shared/embed-url/nearest-claim.ts';
import { updateSettings } from '../../../shared/organizations/update-settings.ts';
import { edgeOrganization, forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();
const organization = (redeemParameterSets: string[][] | null = null) =>
  edgeOrganization(database, { settings: { redeemParameterSets } });

/** Everything that `redeemSessionToken` of `@omni-co/embed` can send: the first test shows that. */
const everything = { branch: 'feature/é & x+1', prefersDark: 'system', theme: 'vibes' };

it('redeemSessionToken of the npm client sends no other claim, contentPath among them', async () => {
  const { signRedeem } = await organization();
  const claims = Object.fromEntries(knownClaimNames.map((name) => [name, 'x']));
  const { searchParams } = new URL(await signRedeem('s.1', { ...claims, ...everything }), 'https://x');
  const sent = [...searchParams.keys()].filter((name) => !['nonce', 'sessionId', 'signature'].includes(name));
  expect(sent.sort()).toEqual(Object.keys(everything));
  expect(knownClaimNames).toContain('contentPath');
});

describe('a redeem URL of the npm client, with branch', () => {
  it.each([
    { branch: 'main' },
    { branch: 'main', prefersDark: 'true' },
    { branch: 'main', theme: 'dawn' },
    everything,
  ])('opens if the organization lists branch, and sets the claim: %j', async (options) => {
    const { pending, redeem, identity } = await organization([['branch']]);
    const sessionId = await pending({ branch: 'of step 1', entity: 'kept' });
    const opened = await redeem(sessionId, options);
    expect(opened).toMatchObject({ status: 302, headers: { location: '/d/1?a=b' } });
    const { claims } = await identity(opened.cookie);
    expect(claims).toEqual({
      ...{ contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada', entity: 'kept' },
      ...options,
    });
  });

  it('is refused without the setting, and its session stays pending', async () => {
    const { organizationId, edge, pending, redeem } = await organization();
    const sessionId = await pending();
    expect(await redeem(sessionId, everything)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('redeem_parameter_set');
    await updateSettings(database.sdk, organizationId, { redeemParameterSets: [['branch']] });
    expect(await redeem(sessionId, everything)).toMatchObject({ status: 302 });
    await updateSettings(database.sdk, organizationId, { redeemParameterSets: null });
    expect(await redeem(await pending(), everything)).toMatchObject(forbidden);
  });

  it('opens once', async () => {
    const { edge, pending, signRedeem, view } = await organization([['branch']]);
    const sessionId = await pending();
    const target = await signRedeem(sessionId, { branch: 'main' });
    const { status, cookie } = await view(target);
    expect(status).toBe(302);
    expect(await view(target)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('already_used');
    expect(await view(await signRedeem(sessionId, { branch: 'other' }), cookie)).toMatchObject(forbidden);
    expect(await view(target, cookie)).toMatchObject({ status: 302 });
  });

  it.each([
    ['without its branch', (target: string) => target.replace('branch=main&', '')],
    ['with another branch', (target: string) => target.replace('branch=main', 'branch=other')],
    ['with the branch as theme', (target: string) => target.replace('branch=main', 'theme=main')],
    ['with the branch twice', (target: string) => `${target}&branch=main`],
    ['with a theme added', (target: string) => `${target}&theme=dawn`],
    ['with a parameter of step 1', (target: string) => `${target}&customThemeId=1`],
  ])('is refused %s, and opens unchanged', async (_, change) => {
    const { pending, signRedeem, view } = await organization([['branch']]);
    const target = await signRedeem(await pending(), { branch: 'main' });
    expect(await view(change(target))).toMatchObject(forbidden);
    expect(await view(target)).toMatchObject({ status: 302 });
  });

  it('has no room beyond 4,096 bytes of claims', async () => {
    const { edge, pending, redeem } = await organization([['branch']]);
    const claims = { contentPath: '/d/1?a=b', externalId: 'user-1', name: 'Ada', filler: '' };
    const fill = (bytes: number) =>
      pending({ filler: 'f'.repeat(4096 - JSON.stringify(claims).length - bytes) });
    const branch = 'é'.repeat(255);
    const added = Buffer.byteLength(JSON.stringify({ branch })) - 1;
    expect(await redeem(await fill(added), { branch })).toMatchObject({ status: 302 });
    expect(await redeem(await fill(added - 1), { branch })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('claims_too_large');
  });
});

describe('where branch is listed, a redeem URL', () => {
  it.each([{}, { prefersDark: 'true' }, { prefersDark: 'false', theme: 'dawn' }])(
    'without branch opens too: %j',
    async (options) => {
      const { pending, redeem } = await organization([['branch']]);
      expect(await redeem(await pending(), options)).toMatchObject({ status: 302 });
    },
  );

  it('with theme alone is refused: it signs what branch alone would', async () => {
    const { edge, pending, redeem } = await organization([['branch']]);
    expect(await redeem(await pending(), { theme: 'dawn' })).toMatchObject(forbidden);
    expect(edge.reason()).toBe('redeem_parameter_set');
  });
});
