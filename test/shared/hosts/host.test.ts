import { describe, expect, it } from 'vitest';
import { customHostProblem, hostName, isHostName, organizationOfHost } from '../../../shared/hosts/host.ts';

const domain = 'embed.example.com';

describe('the organization of a host', () => {
  it.each([
    ['acme.embed.example.com', 'acme'],
    ['acme.embed.example.com:8443', 'acme'],
    ['acme-2.embed.example.com', 'acme-2'],
  ])('%s is %s', (host, organizationId) => expect(organizationOfHost(host, domain)).toBe(organizationId));

  it.each([
    ...[
      '',
      domain,
      `.${domain}`,
      `acme${domain}`,
      `acme-${domain}`,
      `a.b.${domain}`,
      `acme.${domain}.evil.com`,
    ],
    ...['acme.embed.example.org', `acme_.${domain}`, `ACME.${domain}`, `www.${domain}`, `acme.${domain}:x`],
  ])('%s has none', (host) => expect(organizationOfHost(host, domain)).toBeUndefined());

  it('of an embed domain with a port is found, too', () => {
    expect(organizationOfHost('acme.embed.localhost:4200', 'embed.localhost')).toBe('acme');
  });
});

it.each([
  ['a.example.com', 'a.example.com'],
  ['a.example.com:1', 'a.example.com'],
  ['a.example.com:65535', 'a.example.com'],
  ['a:80.example.com', 'a:80.example.com'],
  ['a.example.com:', 'a.example.com:'],
  ['a.example.com:655350', 'a.example.com:655350'],
])('%s without its port is %s', (host, name) => expect(hostName(host)).toBe(name));

describe('a custom host', () => {
  it.each(['analytics.acme.com', 'a.b.acme.com', '1.acme.com', 'a.1.com', 'a.b.c1', 'a.b.1c', 'a.b.1c2'])(
    'may be %s',
    (host) => expect(customHostProblem(host, domain)).toBeUndefined(),
  );

  it.each([
    [domain, 'must be outside the embed domain, where every organization already has its host'],
    [`acme.${domain}`, 'must be outside the embed domain, where every organization already has its host'],
    ['10.0.0.1', 'must be a name, not an IP address'],
    ['a.b.12', 'must be a name, not an IP address'],
    ['1', 'must be a name, not an IP address'],
    ['acme.com', 'must have at least three labels, such as analytics.acme.com'],
    ['localhost', 'must have at least three labels, such as analytics.acme.com'],
  ])('can’t be %s: it %s', (host, problem) => expect(customHostProblem(host, domain)).toBe(problem));

  it.each([
    '',
    '.',
    'a..b',
    '-a.b',
    'a-.b',
    'a.b.',
    '.a',
    'A.b',
    'a b',
    'a_b',
    'a.b\n',
    '\na.b',
    'a:1',
    'é.b',
  ])('%j is no name of a host', (host) => expect(isHostName(host)).toBe(false));

  it('has a name of at most 253 characters', () => {
    const ofLength = (length: number) => `${'a.'.repeat(126)}${'a'.repeat(length - 252)}`;
    expect([isHostName(ofLength(253)), isHostName(ofLength(254))]).toEqual([true, false]);
  });
});
