import { describe, expect, it } from 'vitest';
import { cookieOf, send, signTarget, view } from '../support/local.ts';

import { createAcmeSecret, acmeHost as host, useLocalRun } from '../support/use-local-run.ts';

const ports = useLocalRun();

describe('the local CloudFront', () => {
  it('accepts any Host header, and lets nothing past the verifier', async () => {
    for (const other of ['127.0.0.1', 'acme.example.com', 'embed.localhost']) {
      expect((await view(ports, other, '/dashboards/1')).status).toBe(403);
    }
    const { body, headers } = await send(ports.edge, { target: '/.well-known/jwks.json' });
    expect(headers['content-type']).toBe('application/jwk-set+json');
    expect(JSON.parse(body).keys).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' }),
      ]),
    );
  });

  it('forwards a request with its body, and returns the response', async () => {
    const { secretKey } = await createAcmeSecret(ports);
    const cookie = cookieOf(await view(ports, host, signTarget(ports, host, secretKey)));
    const headers = { host: `${host}:${ports.edge}`, cookie, 'content-type': 'text/plain' };
    const posted = await send(ports.edge, { method: 'POST', target: '/save?x=1', headers, body: 'data' });
    expect(posted).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(posted.body).toContain('/save?x=1');
  });
});
