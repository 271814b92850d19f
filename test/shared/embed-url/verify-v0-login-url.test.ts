import { describe, expect, it } from 'vitest';
import { urlFormat } from '../../../shared/embed-url/url-format.ts';
import {
  type AcceptV0,
  parseV0Query,
  v0OptionalNames,
  verifyV0LoginUrl,
} from '../../../shared/embed-url/verify-v0-login-url.ts';
import vectors from '../../vectors/v0.json' with { type: 'json' };

const now = 1_700_000_000;
const required = ['contentPath', 'externalId', 'name', 'nonce', 'signature'];

/** The optional names of a URL. */
const namesOf = (url: string) =>
  [...new URL(url).searchParams.keys()].filter((name) => !required.includes(name));

function verify(url: string, secret: string, acceptV0: AcceptV0 | undefined, at = now) {
  const { origin, pathname, search } = new URL(url);
  const parsed = parseV0Query(search.slice(1));
  if (!parsed.ok) return parsed;
  const keys = { other: 'another key', s1: secret };
  return verifyV0LoginUrl(parsed.parameters, { loginUrl: `${origin}${pathname}`, keys, acceptV0, now: at });
}

const accepting = (...parameterSets: string[][]): AcceptV0 => ({ until: '2023-11-14', parameterSets });
const vector = (id: string) => {
  const found = vectors.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
};

describe('a v0 URL', () => {
  it.each(vectors)('from a real client gets its verdict: $id', ({ url, secret, valid }) => {
    const verdict = verify(url, secret, accepting(namesOf(url)));
    expect(verdict).toMatchObject(valid ? { ok: true, secretId: 's1' } : { reason: 'signature_mismatch' });
  });

  it.each(vectors)('is recognized by its query: $id', ({ url }) => {
    const { pathname, search } = new URL(url);
    expect(urlFormat({ path: pathname, query: search.slice(1) })).toBe('v0');
  });

  it('reaches the origin typed as in v1', () => {
    const { url, secret } = vector('py-all-parameters');
    const verdict = verify(url, secret, accepting(namesOf(url)));
    expect(verdict).toMatchObject({ ok: true, nonce: '365f7003aa5b4f3586d9b81b4a5d9f69' });
    expect('claims' in verdict && verdict.claims).toEqual({
      contentPath: '/dashboards/da24491e',
      externalId: '1',
      name: 'Somebody',
      accessBoost: true,
      connectionRoles: { '123456789': 'VIEWER' },
      customTheme: { 'dashboard-background': '#00FF00' },
      customThemeId: 'theme-123',
      email: 'user@example.com',
      entity: 'Acme',
      entityFolderContentRole: 'EDITOR',
      entityFolderGroupContentRole: 'VIEWER',
      entityFolderLabel: 'EntityLabel',
      entityGroupLabel: 'GroupLabel',
      filterSearchParam: 'state=GA',
      groups: ['group1', 'group2'],
      linkAccess: '__omni_link_access_open',
      mode: 'APPLICATION',
      modelRoles: { model: 'read' },
      prefersDark: 'true',
      preserveEntityFolderContentRole: true,
      theme: 'dawn',
      uiSettings: { showNavigation: false },
      userAttributes: { country: 'USA' },
    });
  });

  it('is refused unless the organization accepts v0, and its very names', () => {
    const { url, secret } = vector('js-dashboard');
    const names = ['accessBoost', 'theme', 'userAttributes'];
    expect(verify(url, secret, undefined)).toEqual({ ok: false, reason: 'v0_not_accepted' });
    expect(verify(url, secret, accepting(names.toReversed()))).toMatchObject({ ok: true });
    for (const set of [
      [],
      names.slice(1),
      [...names, 'entity'],
      ['accessBoost', 'entity', 'userAttributes'],
    ]) {
      expect(verify(url, secret, accepting(set))).toEqual({ ok: false, reason: 'v0_parameter_set' });
    }
  });

  it('is accepted until the end of the day, or the time, that the organization set', () => {
    const { url, secret } = vector('py-basic');
    const at = (until: string, time: string) =>
      verify(url, secret, { until, parameterSets: [[]] }, Date.parse(time) / 1000).ok;
    expect(at('2026-06-30', '2026-06-30T23:59:59Z')).toBe(true);
    expect(at('2026-06-30', '2026-07-01T00:00:00Z')).toBe(false);
    expect(at('2026-06-30T12:00:00Z', '2026-06-30T11:59:59Z')).toBe(true);
    expect(at('2026-06-30T12:00:00Z', '2026-06-30T12:00:00Z')).toBe(false);
  });

  // The values and their order stay the same, so the signature stays valid.
  it.each([
    ['relabelled to another set', 'entity', 'theme'],
    ['relabelled within JSON', 'entity', 'groups'],
  ])('is refused when %s', (_, signed, relabelled) => {
    const { url, secret } = vector('js-content-discovery');
    const sets = accepting(namesOf(url));
    expect(verify(url, secret, sets)).toMatchObject({ ok: true });
    expect(verify(url.replace(`&${signed}=`, `&${relabelled}=`), secret, sets)).toMatchObject({ ok: false });
  });

  it('is refused with an empty value in place of another', () => {
    // Signed with one value; adding an empty one wouldn't change the signature.
    const { url, secret } = vector('py-open-links');
    const shed = url.replace('&linkAccess=', '&theme=').replace('&signature', '&linkAccess=&signature');
    const sets = accepting(['linkAccess'], ['linkAccess', 'theme']);
    expect(verify(shed, secret, sets)).toEqual({
      ok: false,
      reason: 'invalid_parameter',
      field: 'linkAccess',
    });
    expect(verify(`${url}&theme=`, secret, sets)).toMatchObject({ reason: 'invalid_parameter' });
  });

  it.each([
    ['theme=x', 'v0_parameter_set'],
    ['name=Somebody', 'repeated_parameter'],
    ['n%61me=Somebody', 'repeated_parameter'],
    ['linkAccess=x', 'repeated_parameter'],
    ['utm_source=mail', 'unknown_parameter'],
    ['exp=2000000000', 'unknown_parameter'],
    ['x=%ff', 'percent_encoding'],
  ])('is refused with %s added', (added, reason) => {
    const { url, secret } = vector('py-open-links');
    expect(verify(`${url}&${added}`, secret, accepting(['linkAccess']))).toMatchObject({ ok: false, reason });
  });

  it.each([
    ' Somebody',
    'Somebody ',
    'Some\nbody',
    '\u00a0Somebody',
    'Somebody\u2003',
    'Somebody\ufeff',
    'Somebody\u0085',
    'Some\u0000body',
    '\u2028',
    '',
  ])('is refused with its name padded or broken: %j', (name) => {
    const { url, secret } = vector('py-basic');
    const changed = url.replace('name=Somebody', `name=${encodeURIComponent(name)}`);
    expect(verify(changed, secret, accepting([]))).toEqual({
      ok: false,
      reason: 'invalid_parameter',
      field: 'name',
    });
  });

  it.each(required)('requires %s', (name) => {
    const { url, secret } = vector('py-basic');
    const without = new URL(url);
    without.searchParams.delete(name);
    expect(verify(without.href, secret, accepting([]))).toEqual({
      ok: false,
      reason: 'missing_parameter',
      field: name,
    });
  });

  it('has the optional parameters of protocol.md, signed in alphabetical order', () => {
    expect(v0OptionalNames).toEqual([
      'accessBoost',
      'branch',
      'connectionRoles',
      'customTheme',
      'customThemeId',
      'email',
      'entity',
      'entityFolderContentRole',
      'entityFolderGroupContentRole',
      'entityFolderLabel',
      'entityGroupLabel',
      'filterSearchParam',
      'groups',
      'linkAccess',
      'mode',
      'modelRoles',
      'prefersDark',
      'preserveEntityFolderContentRole',
      'theme',
      'uiSettings',
      'userAttributes',
    ]);
  });
});
