import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { secretLimitsSchema, toSecretLimits } from '../../../shared/contract/secret-limits.ts';
import { exceededLimit } from '../../../shared/secrets/secret-limits.ts';

const host = 'acme.embed.example.com';

describe('a secret limited to paths', () => {
  const limits = { paths: ['/reports', '/berichte/übersicht'] };
  const limitFor = (path: string) => exceededLimit(limits, { host, path });

  it.each([
    '/reports',
    '/reports/',
    '/reports/2026',
    '/reports/2026?f=../admin',
    '/reports#x',
    '/%72eports/x',
    '/berichte/%C3%BCbersicht',
    '/berichte/%c3%bcbersicht/1',
  ])('covers %j', (path) => {
    expect(limitFor(path)).toBeUndefined();
  });

  it.each([
    '/',
    '/report',
    '/reports-old',
    '/reports.json',
    '/Reports',
    '/reports;v=1/x',
    '/reports/../admin',
    '/reports/..%2fadmin',
    '/reports/%2e%2e/admin',
    '/reports//admin',
    '//reports',
    '/berichte',
    '/admin?x=/reports',
    '/admin#/reports',
  ])("doesn't cover %j", (path) => {
    expect(limitFor(path)).toBe('paths');
  });

  it('covers every canonical path if / is listed', () => {
    expect(exceededLimit({ paths: ['/'] }, { host, path: '/anything/at/all' })).toBeUndefined();
    expect(exceededLimit({ paths: ['/'] }, { host, path: '/' })).toBeUndefined();
    expect(exceededLimit({ paths: ['/'] }, { host, path: '/a/../b' })).toBe('paths');
  });
});

describe('a secret limited to hosts', () => {
  const limits = { hosts: ['acme.embed.example.com', 'analytics.acme.com'] };

  it.each(['acme.embed.example.com', 'acme.embed.example.com:4200', 'ANALYTICS.acme.com'])(
    'covers %s',
    (one) => {
      expect(exceededLimit(limits, { host: one, path: '/' })).toBeUndefined();
    },
  );

  it.each(['globex.embed.example.com', 'x.analytics.acme.com', 'acme.embed.example.com.evil.com', ''])(
    "doesn't cover %j",
    (one) => {
      expect(exceededLimit(limits, { host: one, path: '/' })).toBe('hosts');
    },
  );
});

describe('a secret limited in the life of its URLs', () => {
  const limits = { maxExpiresInSeconds: 600 };

  it('allows 30 seconds more than the limit, for clocks that differ', () => {
    expect(exceededLimit(limits, { host, expiresInSeconds: 630 })).toBeUndefined();
    expect(exceededLimit(limits, { host, expiresInSeconds: 631 })).toBe('maxExpiresInSeconds');
  });

  it('refuses a URL that never expires', () => {
    expect(exceededLimit(limits, { host, expiresInSeconds: Number.POSITIVE_INFINITY })).toBe(
      'maxExpiresInSeconds',
    );
  });

  it('leaves sessions alone', () => {
    expect(exceededLimit(limits, { host, path: '/' })).toBeUndefined();
  });
});

it('limits nothing without limits', () => {
  const request = { host, path: '/a/../b', expiresInSeconds: Number.POSITIVE_INFINITY };
  expect(exceededLimit(undefined, request)).toBeUndefined();
  expect(exceededLimit({}, request)).toBeUndefined();
});

describe('limits as callers send them', () => {
  const parse = (limits: unknown) => v.safeParse(secretLimitsSchema, limits);

  it('are normalized to what is compared', () => {
    const limits = {
      paths: ['/reports/', '/'],
      hosts: ['Acme.Embed.Example.com:4200'],
      maxExpiresInSeconds: 60,
    };
    expect(parse(limits).output).toEqual({
      paths: ['/reports', '/'],
      hosts: ['acme.embed.example.com'],
      maxExpiresInSeconds: 60,
    });
  });

  it('are read again as they were written', () => {
    const { output } = parse({ paths: ['/berichte/übersicht/'], hosts: ['a.b.c'], maxExpiresInSeconds: 1 });
    expect(parse(output).output).toEqual(output);
  });

  it('are none if the object is empty', () => {
    expect(toSecretLimits(v.parse(secretLimitsSchema, {}))).toBeUndefined();
    expect(toSecretLimits(v.parse(secretLimitsSchema, { paths: ['/a'] }))).toEqual({ paths: ['/a'] });
  });

  it.each([
    ['an empty array of paths', { paths: [] }],
    ['an empty array of hosts', { hosts: [] }],
    ['11 paths', { paths: Array.from({ length: 11 }, (_, index) => `/${index}`) }],
    ['11 hosts', { hosts: Array.from({ length: 11 }, (_, index) => `h${index}.example.com`) }],
    [
      'more than 512 bytes',
      { paths: Array.from({ length: 10 }, (_, index) => `/${'x'.repeat(50)}${index}`) },
    ],
    ['a path with a query', { paths: ['/a?b'] }],
    ['a path with a fragment', { paths: ['/a#b'] }],
    ['a percent-encoded path', { paths: ['/caf%C3%A9'] }],
    ['a path with dot segments', { paths: ['/a/../b'] }],
    ['a path with an empty segment', { paths: ['/a//b'] }],
    ['a relative path', { paths: ['a'] }],
    ['a path with a backslash', { paths: ['/a\\b'] }],
    ['a host that is a pattern', { hosts: ['*.example.com'] }],
    ['a host with a scheme', { hosts: ['https://a.example.com'] }],
    ['an empty host', { hosts: [''] }],
    ['a life of 0 seconds', { maxExpiresInSeconds: 0 }],
    ['a life of more than 7 days', { maxExpiresInSeconds: 604_801 }],
    ['a life in fractions', { maxExpiresInSeconds: 1.5 }],
    ['an unknown member', { path: ['/a'] }],
    ['an array', []],
  ])('are refused with %s', (_, limits) => {
    expect(parse(limits).success).toBe(false);
  });

  it('may have 10 entries each and 512 bytes in all', () => {
    const paths = Array.from({ length: 10 }, (_, index) => `/${index}`);
    const used = Buffer.byteLength(JSON.stringify({ paths }));
    const exact = { paths: [...paths.slice(1), `/0${'x'.repeat(512 - used)}`] };
    expect(Buffer.byteLength(JSON.stringify(exact))).toBe(512);
    expect(parse(exact).success).toBe(true);
  });
});
