import { describe, expect, it } from 'vitest';
import { isContentPath, redirectLocation } from '../../../shared/embed-url/content-path.ts';

describe('a content path', () => {
  it.each([
    '/',
    '/dashboards/da24491e',
    '/w/1?f=a/b#c',
    '/a//b',
    '/a b',
    '/é',
    '/..',
    '/a/../b',
    '/?next=//evil.example',
  ])('%j stays on its origin', (path) => expect(isContentPath(path)).toBe(true));

  it.each([
    '',
    'dashboards',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    ' //evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/a\u0000b',
    '/a\u007fb',
    '/a\r\nSet-Cookie: a=b',
    '/%2fevil.example',
    '/%2Fevil.example',
    '/%5cevil.example',
    '/%5Cevil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    '/a/..//evil.example',
    '/a/%2e%2e//evil.example',
    '/..//evil.example',
    '/./\\evil.example',
    '/.%2e/%5cevil.example',
    '/\ud800',
  ])('%j is refused', (path) => expect(isContentPath(path)).toBe(false));

  it('becomes the Location as sent, except for what a header can’t carry', () => {
    expect(redirectLocation("/a b/%20?x='y'&z=~#top")).toBe("/a b/%20?x='y'&z=~#top");
    expect(redirectLocation('/café/🦊')).toBe('/caf%C3%A9/%F0%9F%A6%8A');
  });

  it.each([
    ['//evil.example', 'a'],
    ['/\\evil.example', ''],
    ['/%2fevil.example', ''],
    ['/a', '\ud800'],
    ['/a', `${'漢'.repeat(1000)}`],
    [`/${'a'.repeat(7900)}`, ''],
  ])('has no Location if the result isn’t a content path (%#)', (path, filter) => {
    expect(redirectLocation(path, filter)).toBeUndefined();
  });

  it.each([
    ['/d/1', 'state=GA', '/d/1?state=GA'],
    ['/d/1?a=1', 'state=GA', '/d/1?a=1&state=GA'],
    ['/d/1#top', 'state=GA', '/d/1?state=GA#top'],
    ['/d/1?a=1#top?b', 'state=GA', '/d/1?a=1&state=GA#top?b'],
    ['/d/1', '?state=GA', '/d/1?state=GA'],
    ['/d/1', '', '/d/1'],
    ['/d/1', '/../../x', '/d/1?/../../x'],
    ['/d/1', 'a#b', '/d/1?a%23b'],
    ['/d/1', '#//evil.example', '/d/1?%23//evil.example'],
    ['/d/1', 'city=Orléans', '/d/1?city=Orl%C3%A9ans'],
  ])('%s with the filter %s redirects to %s', (path, filter, location) => {
    expect(redirectLocation(path, filter)).toBe(location);
    const { origin, pathname } = new URL(location, 'https://host.example');
    expect([origin, pathname]).toEqual(['https://host.example', '/d/1']);
  });
});
