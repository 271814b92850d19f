import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acmeAdmin, callApi, cookieOf, initechAdmin, signTarget, view } from '../support/local.ts';

import {
  createAcmeSecret,
  acmeHost as host,
  acmeSecrets as secrets,
  useLocalRun,
} from '../support/use-local-run.ts';

const ports = useLocalRun();

describe('a secret, end to end', () => {
  it('signs URLs that open, until it is deleted', async () => {
    const created = await callApi(ports, acmeAdmin, 'POST', secrets, { body: { name: 'Production' } });
    expect(created.status).toBe(201);
    const { id, secretKey } = created.body;
    expect(secretKey).toHaveLength(32);
    expect(secretKey.slice(26)).toBe(base62(crc32(secretKey.slice(0, 26))));

    const target = signTarget(ports, host, secretKey);
    const opened = await view(ports, host, target);
    expect(opened).toMatchObject({ status: 302, headers: { location: '/dashboards/1' } });
    const cookie = cookieOf(opened);
    expect(cookie).toMatch(/^__Host-embed_session=v1\./);

    const content = await view(ports, host, '/dashboards/1', { cookie });
    expect(content.status).toBe(200);
    expect(content.body).toContain('"sub": "user-1"');
    expect(content.body).toContain('"org": "acme"');
    expect((await view(ports, host, target)).status).toBe(403);
    expect((await view(ports, host, target, { cookie })).status).toBe(302);

    const other = await createAcmeSecret(ports, 'Staging');
    const others = cookieOf(await view(ports, host, signTarget(ports, host, other.secretKey)));
    const deleted = await callApi(ports, acmeAdmin, 'DELETE', `${secrets}/${id}`);
    expect(deleted).toMatchObject({ status: 200, body: { id, name: 'Production' } });
    expect((await view(ports, host, '/dashboards/1', { cookie })).status).toBe(403);
    expect((await view(ports, host, signTarget(ports, host, secretKey))).status).toBe(403);
    expect((await view(ports, host, '/dashboards/1', { cookie: others })).status).toBe(200);
    expect((await view(ports, host, signTarget(ports, host, other.secretKey))).status).toBe(302);
  });

  it('lets one of 50 clients in that open one URL at once', async () => {
    const { secretKey } = await createAcmeSecret(ports);
    const target = signTarget(ports, host, secretKey);
    const opened = await Promise.all(Array.from({ length: 50 }, () => view(ports, host, target)));
    const statuses = opened.map(({ status }) => status).sort();
    expect(statuses).toEqual([302, ...Array.from({ length: 49 }, () => 403)]);
  });

  it('lets no viewer in while Embed is off', async () => {
    const refused = await callApi(ports, initechAdmin, 'GET', '/organizations/initech/embed/secrets');
    expect(refused).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
    const target = signTarget(ports, 'initech.embed.localhost', 'any key');
    expect((await view(ports, 'initech.embed.localhost', target)).status).toBe(403);
  });
});

/** Six digits, capital letters or small letters. */
function base62(number: number): string {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  return Array.from({ length: 6 }, (_, place) =>
    digits.charAt(Math.floor(number / 62 ** (5 - place)) % 62),
  ).join('');
}
