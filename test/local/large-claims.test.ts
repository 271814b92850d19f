import { describe, expect, it } from 'vitest';
import { signRedeemUrl } from '../../shared/embed-url/sign-redeem-url.ts';
import {
  acmeAdmin,
  acmeServer,
  application,
  callApi,
  cookieOf,
  globexAdmin,
  operator,
  view,
} from '../support/local.ts';
import { createAcmeSecret, acmeHost as host, useLocalRun } from '../support/use-local-run.ts';

const ports = useLocalRun();
const embed = '/organizations/acme/embed';
const viewer = { contentPath: '/dashboards/sales', externalId: 'user-1', name: 'Ada' };
const filled = (bytes: number) => {
  const empty = JSON.stringify({ ...viewer, groups: [''] }).length;
  return { ...viewer, groups: ['g'.repeat(bytes - empty)] };
};
const createSession = (body: object) => callApi(ports, acmeServer, 'POST', `${embed}/sessions`, { body });

async function redeemed(claims: object) {
  const { secretKey } = await createAcmeSecret(ports);
  const { body } = await createSession(claims);
  const { sessionId } = body;
  const url = new URL(signRedeemUrl({ secretKey, host: `${host}:${ports.edge}`, sessionId }));
  const cookie = cookieOf(await view(ports, host, url.pathname + url.search));
  return { sessionId, cookie };
}

describe('60,000 bytes of claims', () => {
  it('travel from create-session to the sample application’s page, which fetches them once', async () => {
    const { sessionId, cookie } = await redeemed(filled(60_000));
    for (let request = 0; request < 3; request++) {
      const { status, body } = await view(ports, host, viewer.contentPath, { cookie });
      expect(status).toBe(200);
      expect(body).toContain('g'.repeat(59_000));
      expect(body).toContain('claims_ref');
    }
    const { body } = await callApi(ports, acmeAdmin, 'GET', `${embed}/events`);
    const reads = body.records.filter(({ type }: { type: string }) => type === 'claims_read');
    expect(reads).toHaveLength(1);
    expect(reads[0].actor).toBe('arn:aws:sts::000000000000:assumed-role/EmbeddedApplication/application');
    expect(reads[0].details).toEqual({ sessionId });
  });

  it('are returned to the embedded application alone', async () => {
    const { sessionId } = await redeemed(filled(60_000));
    const path = `${embed}/sessions/${sessionId}/claims`;
    for (const principal of [acmeAdmin, acmeServer, globexAdmin, operator]) {
      expect((await callApi(ports, principal, 'GET', path)).status).toBe(403);
    }
    expect((await callApi(ports, application, 'GET', path)).status).toBe(200);
    for (const other of [`${embed}/secrets`, `${embed}/sessions`, `${embed}/settings`]) {
      expect((await callApi(ports, application, 'GET', other)).status).toBe(403);
    }
  });
});

it('65,537 bytes of claims are refused with the limit that applies', async () => {
  expect((await createSession(filled(65_536))).status).toBe(201);
  const { status, body } = await createSession(filled(65_537));
  expect(status).toBe(400);
  expect(body.detail).toMatch(/^body has 65537 bytes of claims; at most 65536 are allowed/);
});
