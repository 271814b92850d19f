import { describe, expect, it } from 'vitest';
import { parseRedeemQuery, verifyRedeemUrl } from '../../../shared/embed-url/verify-redeem-url.ts';

const redeemUrl = 'https://acme.embed.example.com/embed/sso/redeem-session';
const keys = { s1: 'esk_9bTk2mQx7RzW4cVn8LpJ6s3rVPuY' };
const session = 'nonce=xM2q6OZ2ckXZze8Al35GsDcfy0jadmfT&sessionId=s.7f3c9a5e1b2d4f6a8c0e2b4d6f8a1c3e';

/** Optional parameters, and the signature that `@omni-co/embed` 0.16.0 made with them. */
const signed: [optional: Record<string, string>, signature: string][] = [
  [{ branch: 'main' }, '5ud-aFyGOu8U9whWZVjFCplFCIADi3_GlNmFwTAUvqc'],
  [{ branch: 'feature/é & x', prefersDark: 'system' }, 'AeLnRqDzIJWzlt-2vi9mR9TqBT8FQeAWK4zqUxfIHjw'],
  [{ branch: 'main', theme: 'dawn' }, 'J_F5gwwDXgFFHwkBlHqwT3FCV1aXs1RM4qB5X2P5NcY'],
  [{ branch: 'main', prefersDark: 'false', theme: 'dawn' }, 'og94M9ZdAVVq3SebQV01qP0Re-Q5qHHhdVen0DejRO8'],
  [{ prefersDark: 'true', theme: 'dawn' }, '4R9vGV3oAIOX7NP0ooK5arhDKktrnRxB9hGVyPOcFpg'],
  [{ theme: 'dawn' }, 'axzV82MWFWu68LA78ENRzcz8O3uS_Nmap6gQRKUg5YM'],
];

function verify(optional: Record<string, string>, signature: string, parameterSets?: string[][]) {
  const parsed = parseRedeemQuery(`${session}&${new URLSearchParams({ ...optional, signature })}`);
  return parsed.ok ? verifyRedeemUrl(parsed.parameters, { redeemUrl, keys, parameterSets }) : parsed;
}

/** Every way to give some of these values to different names. */
function relabelings(values: readonly string[]): Record<string, string>[] {
  const [value, ...rest] = values;
  if (value === undefined) return [{}];
  return relabelings(rest).flatMap((others) => [
    others,
    ...['branch', 'prefersDark', 'theme']
      .filter((name) => !(name in others))
      .map((name) => ({ ...others, [name]: value })),
  ]);
}

const text = (optional: object) => JSON.stringify(Object.entries(optional).sort());

describe('the parameters of a redeem URL', () => {
  it.each(signed)('include branch only if the organization lists it: %j', (optional, signature) => {
    const accepted = { ok: true, secretId: 's1' };
    const refused = { ok: false, reason: 'redeem_parameter_set' };
    const isThemeAlone = text(optional) === text({ theme: 'dawn' });
    expect(verify(optional, signature, [['branch']])).toEqual(isThemeAlone ? refused : accepted);
    for (const sets of [undefined, [], [[]]]) {
      expect(verify(optional, signature, sets)).toEqual('branch' in optional ? refused : accepted);
    }
  });

  const listed = signed.filter(([optional, signature]) => verify(optional, signature, [['branch']]).ok);
  const unlisted = signed.filter(([optional, signature]) => verify(optional, signature).ok);
  it.each([
    ...listed.map(([optional, signature]) => [optional, signature, [['branch']]] as const),
    ...unlisted.map(([optional, signature]) => [optional, signature, undefined] as const),
  ])('of an accepted URL can’t pass for others: %j %s %j', (optional, signature, sets) => {
    const parameterSets = sets?.map((set) => [...set]);
    const others = relabelings(Object.values(optional)).filter((other) => text(other) !== text(optional));
    expect(others.length).toBeGreaterThan(2);
    for (const other of others) {
      expect(verify(other, signature, parameterSets), text(other)).toMatchObject({ ok: false });
    }
  });

  it.each([
    ['branch=main&branch=main', 'repeated_parameter'],
    ['branch=', 'invalid_parameter'],
    ['branch=+main', 'invalid_parameter'],
    ['branch=ma%0Ain', 'invalid_parameter'],
    ['branch=system', 'invalid_parameter'],
    [`branch=${'x'.repeat(256)}`, 'invalid_parameter'],
    ['branch=main&customThemeId=1', 'unknown_parameter'],
    ['branch=main&contentPath=%2F', 'unknown_parameter'],
    ['Branch=main', 'unknown_parameter'],
  ])('are refused before the signature is checked: %s', (query, reason) => {
    expect(parseRedeemQuery(`${session}&${query}&signature=${'a'.repeat(43)}`)).toMatchObject({ reason });
  });
});
