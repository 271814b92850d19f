import { describe, expect, it } from 'vitest';
import { canonicalPath } from '../../../shared/secrets/canonical-path.ts';

describe('canonicalPath', () => {
  it.each([
    ['/', '/'],
    ['/reports', '/reports'],
    ['/reports/', '/reports/'],
    ['/reports/a', '/reports/a'],
    ['/reports/2026/a/', '/reports/2026/a/'],
    ['/r', '/r'],
    ['/%61/', '/a/'],
    ['/reports/2026?next=/../admin#/../admin', '/reports/2026'],
    ['/.well-known/x', '/.well-known/x'],
    ['/a.b/..c/d..', '/a.b/..c/d..'],
    ['/%61dmin', '/admin'],
    ['/caf%C3%A9', '/café'],
    ['/caf%c3%a9', '/café'],
    ['/café', '/café'],
    ['/a%20b+c', '/a b+c'],
    ['/100%25', '/100%'],
    ['/x;v=1/y', '/x;v=1/y'],
    ['/a%3fb%23c', '/a?b#c'],
  ])('decodes %j as %j', (path, canonical) => {
    expect(canonicalPath(path)).toBe(canonical);
  });

  it.each([
    '',
    'reports',
    '?/reports',
    '//reports',
    '/reports//admin',
    '/%61//',
    '//%61',
    '/reports/./x',
    '/reports/..',
    '/reports/../admin',
    '/reports/%2e%2e/admin',
    '/reports/.%2E/admin',
    '/reports/..;/admin',
    '/reports/..;v=1/admin',
    '/reports/%2e%2e%3b/admin',
    '/reports/..%20/admin',
    '/reports/.../admin',
    '/reports/..%2fadmin',
    '/reports/..%2Fadmin',
    '/reports%2fadmin',
    '/reports/..\\admin',
    '/reports/..%5cadmin',
    '/reports%5Cadmin',
    '/reports/%252e%252e/admin',
    '/reports/..%252fadmin',
    '/reports/..%25252fadmin',
    '/reports/..%255cadmin',
    '/reports/x%00',
    '/reports/x%2500',
    '/reports/x%0a',
    '/reports/\tx',
    '/reports/%',
    '/reports/%zz',
    '/reports/%u002e%u002e/admin',
    '/reports/%c0%ae%c0%ae/admin',
    '/reports/..%c0%afadmin',
    '/reports/\ud800',
  ])('refuses %j', (path) => {
    expect(canonicalPath(path)).toBeUndefined();
  });

  it('is what a browser and a decoding server read alike', () => {
    const segments = ['reports', 'a b', 'é', '.x', 'x..', '100%'];
    for (const one of segments) {
      for (const other of segments) {
        const sent = new URL(
          `/${encodeURIComponent(one)}/${encodeURIComponent(other)}`,
          'https://host.invalid',
        );
        expect(canonicalPath(sent.pathname)).toBe(decodeURIComponent(sent.pathname));
      }
    }
  });
});
