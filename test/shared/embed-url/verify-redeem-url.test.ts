import { describe, expect, it } from 'vitest';
import { parseRedeemQuery, verifyRedeemUrl } from '../../../shared/embed-url/verify-redeem-url.ts';
import vectors from '../../vectors/redeem.json' with { type: 'json' };

/** The verdict on a URL, signed with this key. */
function verify(url: string, secret: string) {
  const { origin, pathname, search } = new URL(url);
  const parsed = parseRedeemQuery(search.slice(1));
  if (!parsed.ok) return parsed;
  const keys = { other: 'another key', s1: secret };
  return verifyRedeemUrl(parsed.parameters, {
    redeemUrl: `${origin}${pathname}`,
    keys,
    parameterSets: undefined,
  });
}

const [themed, plain] = vectors as [(typeof vectors)[0], (typeof vectors)[0]];

describe('a redeem URL', () => {
  it.each(vectors)('of a real client gets its verdict: $id', ({ url, secret, valid }) => {
    expect(verify(url, secret)).toMatchObject(valid ? { ok: true, secretId: 's1' } : { ok: false });
  });

  it.each([
    ['another session', (url: string) => url.replace('sessionId=7', 'sessionId=8')],
    ['another nonce', (url: string) => url.replace('nonce=xM2', 'nonce=xM3')],
    ['another theme', (url: string) => url.replace('theme=dawn', 'theme=dusk')],
    ['no theme', (url: string) => url.replace('&theme=dawn', '')],
    ['another host', (url: string) => url.replace('//acme.', '//globex.')],
    ['the path of a login', (url: string) => url.replace('/sso/redeem-session', '/login')],
  ])('is refused with %s', (_, change) => {
    expect(verify(change(themed.url), themed.secret)).toMatchObject({ reason: 'signature_mismatch' });
  });

  it.each([
    ['branch=main', 'redeem_parameter_set', undefined],
    ['contentPath=%2F', 'unknown_parameter', 'contentPath'],
    ['utm_source=mail', 'unknown_parameter', 'utm_source'],
    ['__proto__=x', 'unknown_parameter', '__proto__'],
    ['theme=', 'invalid_parameter', 'theme'],
    ['theme=true', 'invalid_parameter', 'theme'],
    ['theme=+dawn', 'invalid_parameter', 'theme'],
    ['theme=da%0Awn', 'invalid_parameter', 'theme'],
    [`theme=${'x'.repeat(256)}`, 'invalid_parameter', 'theme'],
    ['prefersDark=dark', 'invalid_parameter', 'prefersDark'],
    ['prefersDark=', 'invalid_parameter', 'prefersDark'],
    ['nonce=x', 'repeated_parameter', undefined],
    ['x=%ff', 'percent_encoding', undefined],
  ])('rejects any other parameter: %s', (added, reason, field) => {
    const verdict = verify(`${plain.url}&${added}`, plain.secret);
    expect(verdict).toEqual({ ok: false, reason, ...(field === undefined ? {} : { field }) });
  });

  it('cannot pass its theme for a darkness, nor the other way round', () => {
    const dark = 'prefersDark=true&theme=dawn';
    for (const relabelled of ['theme=true&prefersDark=dawn', 'theme=true', 'prefersDark=dawn']) {
      expect(verify(themed.url.replace(dark, relabelled), themed.secret)).toMatchObject({ ok: false });
    }
  });

  it.each(['sessionId', 'nonce', 'signature'])('needs its %s', (name) => {
    const url = new URL(plain.url);
    url.searchParams.delete(name);
    expect(verify(url.href, plain.secret)).toEqual({ ok: false, reason: 'missing_parameter', field: name });
  });

  it.each([
    ['nonce=Qm2q6OZ2ckXZze8Al35GsDcfy0jadmf', 'invalid_parameter'],
    ['sessionId=tok%20', 'invalid_parameter'],
    ['signature=UJov', 'malformed_signature'],
    ['signature=', 'malformed_signature'],
  ])('is refused with %s', (value, reason) => {
    const url = plain.url.replace(new RegExp(`${value.split('=')[0]}=[^&]*`), value);
    expect(verify(url, plain.secret)).toMatchObject({ ok: false, reason });
  });
});
