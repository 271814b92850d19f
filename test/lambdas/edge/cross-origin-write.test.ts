import { describe, expect, it } from 'vitest';
import { edgeOrganization, forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();
const organization = () => edgeOrganization(database);

describe('a request from another site’s page', () => {
  it.each([
    ['POST', { Origin: 'https://evil.example' }],
    ['DELETE', { Origin: 'null' }],
    ['POST', { Origin: 'http://HOST' }],
    ['POST', { Origin: ['https://HOST', 'https://evil.example'] }],
    ['POST', { 'Sec-Fetch-Site': 'cross-site' }],
    ['POST', { 'Sec-Fetch-Site': 'same-site' }],
    ['PUT', { 'Sec-Fetch-Site': ['none', 'cross-site'] }],
    ['GET', { Origin: 'https://evil.example', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'AAAA' }],
    ['GET', { Origin: 'null', Upgrade: 'websocket', 'Sec-Fetch-Mode': 'websocket' }],
    ['GET', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'websocket' }],
  ])('is refused if it writes: %s %j', async (method, headers) => {
    const { host, edge, login, visit } = await organization();
    const { cookie } = await login();
    const sent = JSON.parse(JSON.stringify(headers).replaceAll('HOST', host));
    expect(await visit(cookie, sent, method)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('cross_origin_write');
  });

  it('is allowed if it is the organization’s own, or only reads', async () => {
    const { host, login, visit } = await organization();
    const { cookie } = await login();
    expect((await visit(cookie, { Origin: `https://${host}` }, 'POST')).status).toBe(0);
    expect((await visit(cookie, {}, 'POST')).status).toBe(0);
    expect((await visit(cookie, { 'Sec-Fetch-Site': 'same-origin' }, 'POST')).status).toBe(0);
    expect((await visit(cookie, { Origin: `https://${host}`, 'Sec-WebSocket-Key': 'AAAA' })).status).toBe(0);
    expect((await visit(cookie, { 'Sec-Fetch-Site': 'cross-site' }, 'GET')).status).toBe(0);
    expect((await visit(cookie, { Origin: 'https://evil.example' }, 'GET')).status).toBe(0);
  });
});
