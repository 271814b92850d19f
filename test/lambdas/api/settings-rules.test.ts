import { describe, expect, it } from 'vitest';
import { adminOf } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();

/** An organization with the default settings. */
async function organization() {
  const { organizationId, api } = await adminOf(database);
  const get = async () => (await api.call('get-settings', { organizationId })).body;
  const update = (body: unknown) => api.call('update-settings', { organizationId, body });
  return { get, update };
}

describe('the rules of settings', () => {
  it.each([
    [{ sessionLengthHours: 0 }, ['sessionLengthHours']],
    [{ sessionLengthHours: 577 }, ['sessionLengthHours']],
    [{ sessionLengthHours: 1.5 }, ['sessionLengthHours']],
    [{ sessionLengthHours: '24' }, ['sessionLengthHours']],
    [{ frameAncestors: 'https://a.example' }, ['frameAncestors']],
    [{ acceptV0: { until: '2026-06-31', parameterSets: [[]] } }, ['acceptV0.until']],
    [{ acceptV0: { until: 'tomorrow', parameterSets: [[]] } }, ['acceptV0.until']],
    [{ acceptV0: { until: '2026-06-30T12:00:00+02:00', parameterSets: [[]] } }, ['acceptV0.until']],
    [{ acceptV0: { until: '2026-06-30' } }, ['acceptV0.parameterSets']],
    [{ acceptV0: { until: '2026-06-30', parameterSets: [] } }, ['acceptV0.parameterSets']],
    [
      { acceptV0: { until: '2026-06-30', parameterSets: [['theme'], ['entity']] } },
      ['acceptV0.parameterSets'],
    ],
    [
      { acceptV0: { until: '2026-06-30', parameterSets: [['theme', 'theme']] } },
      ['acceptV0.parameterSets.0'],
    ],
    [{ acceptV0: { until: '2026-06-30', parameterSets: [['nonce']] } }, ['acceptV0.parameterSets.0.0']],
    [{ acceptV0: { until: '2026-06-30', parameterSets: [[]], always: true } }, ['acceptV0.always']],
    [{ acceptV0: [] }, ['acceptV0']],
    [{ redeemParameterSets: 'branch' }, ['redeemParameterSets']],
    [{ redeemParameterSets: ['branch'] }, ['redeemParameterSets.0']],
    [{ redeemParameterSets: [['branch', 'branch']] }, ['redeemParameterSets.0']],
    [{ redeemParameterSets: [['branch'], ['branch']] }, ['redeemParameterSets']],
    [
      { redeemParameterSets: [['theme'], ['contentPath', 'prefersDark']] },
      ['redeemParameterSets.0.0', 'redeemParameterSets.1.0', 'redeemParameterSets.1.1'],
    ],
    [
      { redeemParameterSets: [['nonce'], ['__proto__']] },
      ['redeemParameterSets.0.0', 'redeemParameterSets.1.0'],
    ],
    [{ customClaims: 'costCenter' }, ['customClaims']],
    [{ customClaims: ['1st'] }, ['customClaims.0']],
    [
      { customClaims: ['ok', 'cost-center', '__proto__', ''] },
      ['customClaims.1', 'customClaims.2', 'customClaims.3'],
    ],
    [{ customClaims: ['x'.repeat(65)] }, ['customClaims.0']],
    [{ customClaims: ['a', 'a'] }, ['customClaims']],
    [{ customClaims: Array.from({ length: 51 }, (_, index) => `a${index}`) }, ['customClaims']],
    [
      {
        customClaims: [
          'userAttributes',
          'externalId',
          'secretId',
          'expiresIn',
          'host',
          'nonce',
          'exp',
          'loginUrl',
        ],
      },
      [0, 1, 2, 3, 4, 5, 6, 7].map((index) => `customClaims.${index}`),
    ],
    [{ strictClaims: 'true' }, ['strictClaims']],
    [{ sessionLength: 1, sessionLengthHours: 0 }, ['sessionLengthHours', 'sessionLength']],
  ])('refuse %j', async (body, fields) => {
    const { get, update } = await organization();
    const refused = await update(body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(await get()).toEqual({
      sessionLengthHours: 24,
      frameAncestors: [],
      acceptV0: null,
      redeemParameterSets: [],
      customClaims: [],
      strictClaims: false,
      v0Logins: [],
    });
  });

  it('take sets of redeem parameters, the empty one among them, and drop them with null', async () => {
    const { get, update } = await organization();
    for (const redeemParameterSets of [[['branch']], [[], ['branch']], []]) {
      expect(await update({ redeemParameterSets })).toMatchObject({
        status: 200,
        body: { redeemParameterSets },
      });
      expect(await get()).toMatchObject({ redeemParameterSets });
    }
    await update({ redeemParameterSets: [['branch']] });
    expect(await update({ redeemParameterSets: null })).toMatchObject({ body: { redeemParameterSets: [] } });
  });

  it.each([
    'https://a.example; script-src *',
    'https://a.example https://b.example',
    "'none'",
    "'self'",
    '*',
    'https:',
    'https://',
    'https://a.example/',
    'https://a.example/path',
    'https://a.*.example',
    'https://*',
    'javascript:alert(1)',
    'https://a.example,b.example',
    'https://user@a.example',
    'https://a.example\n',
    'https://a..example',
    '',
  ])('take no frame ancestor that could be another rule: %j', async (source) => {
    const { update } = await organization();
    expect(await update({ frameAncestors: [source] })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'frameAncestors.0' }] },
    });
  });

  it.each(['https://portal.acme.com', 'http://localhost:3000', '*.acme.com', 'https://*.acme.com:*'])(
    'take the frame ancestor %s',
    async (source) => {
      const { update } = await organization();
      expect(await update({ frameAncestors: [source] })).toMatchObject({
        status: 200,
        body: { frameAncestors: [source] },
      });
    },
  );
});
