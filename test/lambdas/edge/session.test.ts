import { describe, expect, it } from 'vitest';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { testNow as now } from '../../support/builders.ts';
import { edgeClient } from '../../support/edge.ts';
import { edgeOrganization, forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const hour = 3_600_000;
const database = useEdgeDatabase();
const organization = () => edgeOrganization(database);

describe('a session', () => {
  it('ends with its secret, while sessions of other secrets continue', async () => {
    const { edge, host, create, signLogin, login, visit, remove } = await organization();
    const other = await create();
    const [mine, others] = [await login(), await login({}, other)];
    const unused = signLogin();
    expect((await visit(mine.cookie)).status).toBe(0);

    await remove();
    expect(await visit(mine.cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('unknown_secret');
    expect(await edge.view({ host, target: unused })).toMatchObject(forbidden);
    expect((await visit(others.cookie)).status).toBe(0);
    expect((await login({}, other)).status).toBe(302);
  });

  it('ends when Embed is turned off, and stays ended when it is turned on again', async () => {
    const { organizationId, edge, login, visit } = await organization();
    const { cookie } = await login();
    await putOrganization(database.sdk, organizationId, { embedEnabled: false, now: edge.now });
    expect(await visit(cookie)).toMatchObject(forbidden);
    expect(await login()).toMatchObject(forbidden);
    expect(edge.reason()).toBe('embed_disabled');

    await putOrganization(database.sdk, organizationId, { embedEnabled: true, now: edge.now });
    expect(await visit(cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('sessions_ended');
    // At once, though the limit was set 5 seconds ahead of every clock.
    const fresh = await login();
    expect((await visit(fresh.cookie)).status).toBe(0);
  });

  it('lasts as long as the organization’s setting says', async () => {
    const { edge, login, visit } = await organization();
    const { cookie } = await login();
    edge.now += 24 * hour - 1;
    expect((await visit(cookie)).status).toBe(0);
    edge.now += 1;
    expect(await visit(cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('session_expired');
  });

  it('is bound to one host', async () => {
    const { edge, host, login } = await organization();
    const { cookie } = await login();
    const view = (other: string) => edge.view({ host: other, target: '/', headers: { Cookie: cookie } });
    expect(await view(`${host}:444`)).toMatchObject(forbidden);
    const other = await organization();
    expect(
      await other.edge.view({ host: other.host, target: '/', headers: { Cookie: cookie } }),
    ).toMatchObject(forbidden);
    expect(other.edge.reason()).toBe('environment_mac_mismatch');
  });

  it('is refused without reading the table if the environment’s MAC is wrong', async () => {
    const { login, visit, requests, edge } = await organization();
    const { cookie } = await login();
    requests.length = 0;
    const parts = cookie.split('.');
    parts[5] = 'A'.repeat(43);
    expect(await visit(parts.join('.'))).toMatchObject(forbidden);
    expect(edge.reason()).toBe('environment_mac_mismatch');
    expect(requests).toEqual([]);
  });

  it.each([
    ['the secret', 1, '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['the session', 3, 'b'.repeat(32)],
    ['the expiry', 4, '1999999999'],
    ['the version', 0, '__Host-embed_session=v2'],
    ['the MAC', 6, 'B'.repeat(43)],
  ])('is refused if %s was changed', async (_, part, value) => {
    const { login, visit } = await organization();
    const { cookie } = await login();
    const parts = cookie.split('.');
    parts[part] = value;
    expect(await visit(parts.join('.'))).toMatchObject(forbidden);
  });

  it('requires exactly one well-formed cookie', async () => {
    const { login, visit, requests } = await organization();
    const { cookie } = await login();
    requests.length = 0;
    for (const wrong of [
      '',
      'a=b',
      `${cookie}; ${cookie}`,
      `${cookie}x`,
      '__Host-embed_session=',
      cookie.replace('__Host-', ''),
    ]) {
      expect(await visit(wrong)).toMatchObject(forbidden);
    }
    expect(requests).toEqual([]);
  });

  it('continues through a rotation of the environment’s keys, at every edge', async () => {
    const { login, visit, edge, organizationId } = await organization();
    const { cookie } = await login();
    await rotateEnvironmentKeys(database.sdk, edge.now);
    for (const minutes of [4, 6, 9, 11]) {
      edge.now = now + minutes * 60_000;
      expect((await visit(cookie)).status, `${minutes} minutes after`).toBe(0);
      const fresh = await login();
      const laggard = edgeClient(database.edge, edge.now);
      const host = `${organizationId}.embed.example.com`;
      const seen = await laggard.view({ host, target: '/', headers: { Cookie: fresh.cookie } });
      expect(seen.status).toBe(0);
    }
  });
});
