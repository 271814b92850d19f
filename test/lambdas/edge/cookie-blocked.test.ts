import { describe, expect, it } from 'vitest';
import { testNow as now } from '../../support/builders.ts';
import { edgeOrganization, type Format, forbidden, formats } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();
const inIframe = { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' };
const blocked = { status: 403, headers: { 'x-embed-error': 'cookie_blocked', 'cache-control': 'no-store' } };

/** An organization, and a viewer who opens a URL in an iframe. */
async function organization() {
  const { edge, host, sign, requests, secret } = await edgeOrganization(database);
  const view = (target: string, headers: object = {}) => edge.view({ host, target, headers: { ...headers } });
  const login = async (headers: object = inIframe, format: Format = 'v1', contentPath = '/d/1') => {
    const opened = await view(await sign(format, secret, { contentPath }), headers);
    return { ...opened, location: opened.headers.location ?? '' };
  };
  return { edge, host, view, login, requests };
}

describe('a browser that keeps no cookie in an iframe', () => {
  it.each(formats)('gets a page that says so after a login that succeeded: %s', async (format) => {
    const { edge, view, login } = await organization();
    const { status, location } = await login(inIframe, format);
    expect([status, location]).toEqual([
      302,
      expect.stringMatching(/^\/d\/1\?x-embed-login=\d+\.[\w-]{43}$/),
    ]);
    const page = await view(location, inIframe);
    expect(page).toMatchObject(blocked);
    expect(page.body).toContain('data-code="cookie_blocked"');
    expect(page.body).toContain('This content needs a cookie');
    expect(edge.reason()).toBe('cookie_blocked');
    const { body } = await view(location, { 'Sec-Fetch-Dest': 'empty' });
    expect(JSON.parse(body)).toEqual({ code: 'cookie_blocked', requestId: 'cloudfront-request-1' });
  });

  it('gets it in the tab that this page opens, too', async () => {
    const { view, login } = await organization();
    const inTab = { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Site': 'same-origin' };
    const { location } = await login(inTab);
    expect(await view(location, inTab)).toMatchObject(blocked);
  });

  it('gets the plain 403 a minute later, on another host, or without the marker', async () => {
    const { edge, host, view, login } = await organization();
    const { location } = await login();
    const [, marker = ''] = location.split('?');
    const mutations = [
      '/d/1',
      '/d/1?x-embed-login=',
      `/d/1?${marker.slice(0, -1)}`,
      `/d/1?${marker.replace(/\.(.)/, (_, first) => (first === 'A' ? '.B' : '.A'))}`,
      `/d/1?${marker.replace(/=\d/, '=9')}`,
      `/d/1?x-${marker}`,
    ];
    for (const target of mutations) {
      expect(await view(target, inIframe), target).toMatchObject(forbidden);
      expect(edge.reason()).toBe('no_session_cookie');
    }
    const other = await organization();
    expect(await other.view(location, inIframe)).toMatchObject(forbidden);
    expect(other.host).not.toBe(host);
    edge.now = now + 60_000;
    expect(await view(location, inIframe)).toMatchObject(forbidden);
  });

  it('costs no read, with a marker or without', async () => {
    const { view, login, requests } = await organization();
    const { location } = await login();
    requests.length = 0;
    await view(location, inIframe);
    await view(`/d/1?x-embed-login=1798790400.${'A'.repeat(43)}`, inIframe);
    expect(requests).toEqual([]);
  });
});

describe('the marker of a login', () => {
  it('lets nobody in, and is no part of the session', async () => {
    const { view, login } = await organization();
    const { location, cookie } = await login();
    expect(await view(location, { Cookie: cookie.slice(0, -1) })).toMatchObject({ status: 403 });
    expect(location).not.toContain(cookie.split('.')[3]);
  });

  it('is in no Location outside an iframe, or of a browser that has kept a cookie', async () => {
    const { login } = await organization();
    expect((await login({})).location).toBe('/d/1');
    const navigation = { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Site': 'cross-site' };
    expect((await login(navigation)).location).toBe('/d/1');
    const { cookie } = await login();
    expect((await login({ ...inIframe, Cookie: cookie })).location).toBe('/d/1');
  });

  it.each([
    ['/d/1?a=%2f&b=1+2#top', '?a=%2f&b=1+2'],
    ['/d/1', ''],
  ])('reaches no application: %s', async (contentPath, query) => {
    const { view, login } = await organization();
    const { location, cookie } = await login(inIframe, 'v1', contentPath);
    expect(location.replace(/[?&]x-embed-login=[^&#]+/, '')).toBe(contentPath);
    const { status, forwarded } = await view(location.split('#')[0] ?? '', { Cookie: cookie });
    expect([status, forwarded?.uri, forwarded?.querystring]).toEqual([0, '/d/1', query.slice(1)]);
  });

  it('is left out where the Location would become too long', async () => {
    const { login } = await organization();
    const contentPath = `/${'漢'.repeat(875)}`;
    expect((await login(inIframe, 'v1', contentPath)).location).not.toContain('x-embed-login');
  });
});
