import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHostProof } from '../../../shared/hosts/host-proof.ts';
import { txtRecords } from '../../../shared/hosts/txt-records.ts';
import { type DnsResponse, type DnsServer, startDnsServer } from '../../support/dns-server.ts';

const asked: string[] = [];
let response: DnsResponse;
let server: DnsServer;
beforeAll(async () => {
  server = await startDnsServer((name) => {
    asked.push(name);
    return response;
  });
});
afterAll(() => server.close());

const proof = (organizationId = 'acme') =>
  findHostProof(txtRecords([server.address]), 'analytics.acme.com', organizationId);

describe('the proof of a host', () => {
  it('is a TXT record of its own name with the organization’s id', async () => {
    response = [['acme']];
    asked.length = 0;
    expect(await proof()).toBe('found');
    expect(asked).toEqual(['_embed-secrets.analytics.acme.com']);
    response = [['v=spf1 -all'], ['globex'], ['acme']];
    expect(await proof()).toBe('found');
  });

  it('can be split into strings, as DNS splits long texts', async () => {
    response = [['ac', 'me']];
    expect(await proof()).toBe('found');
  });

  it.each<[string, DnsResponse]>([
    ['the id of another organization', [['globex']]],
    ['a text that contains the id', [['acme-labs'], ['x acme'], ['acme '], ['ACME'], ['"acme"']]],
    ['ids spread over records', [['ac'], ['me']]],
    ['an empty text', [['']]],
    ['no record', []],
    ['a name that doesn’t exist', 'NXDOMAIN'],
  ])('is missing: %s', async (_, responds) => {
    response = responds;
    expect(await proof()).toBe('missing');
  });

  it('is missing for a host whose proof’s name is longer than DNS allows', async () => {
    const label = 'a'.repeat(60);
    const host = `${label}.${label}.${label}.${label}.acme.com`;
    expect(await findHostProof(txtRecords([server.address]), host, 'acme')).toBe('missing');
  });

  it('is unknown if DNS fails', async () => {
    response = 'SERVFAIL';
    expect(await proof()).toBe('unknown');
  });

  it('is unknown within 3 seconds if DNS is silent, whatever the number of name servers', async () => {
    response = 'silence';
    const startedAt = performance.now();
    const servers = Array.from({ length: 8 }, () => server.address);
    expect(await findHostProof(txtRecords(servers), 'analytics.acme.com', 'acme')).toBe('unknown');
    expect(performance.now() - startedAt).toBeLessThan(3000);
  });
});
