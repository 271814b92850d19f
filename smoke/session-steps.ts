import { setTimeout } from 'node:timers/promises';
import { signLoginUrl } from '../shared/embed-url/sign-login-url.ts';
import type { ApiClient } from './api-client.ts';
import type { ActiveSecret, CheckContext } from './check-context.ts';
import { signRedeemUrl } from './redeem-url.ts';
import { describeEdgeResponse, expect, expectForbidden, expectStatus } from './unexpected-response.ts';
import { login, viewContent, viewerClaims } from './viewer.ts';

/** Makes sessions in every way there is, sees them listed, and ends them. */
export async function checkSessions(context: CheckContext, secret: ActiveSecret): Promise<void> {
  const { api, step, organizationId } = context;
  const embedPath = `/organizations/${organizationId}/embed`;
  await step('update-settings: sessions of one hour', async () => {
    expectStatus(await api('PATCH', `${embedPath}/settings`, { sessionLengthHours: 1 }), 200);
  });
  await step('get-settings: shows it', async () => {
    const response = await api('GET', `${embedPath}/settings`);
    expectStatus(response, 200);
    expect(response.body.sessionLengthHours === 1, {
      expected: 'sessionLengthHours 1',
      received: 'another value',
    });
  });
  await checkLogin(context, secret);
  await checkGeneratedUrl(context);
  await checkTwoStep(context, secret);
  await checkEnding(context);
}

/** A URL signed with the key, as an organization's server does: it opens once and its session is let through. */
async function checkLogin({ edge, step, host }: CheckContext, { secretKey }: ActiveSecret): Promise<void> {
  await step('edge: the public keys of the identity', async () => {
    const response = await edge(`https://${host}/.well-known/jwks.json`);
    expect(response.status === 200 && response.body.includes('"keys"'), {
      expected: 'status 200 with a JWKS',
      received: describeEdgeResponse(response),
    });
  });
  await step('edge: 403 without a session', async () => {
    expectForbidden(await edge(`https://${host}${viewerClaims.contentPath}`));
  });
  const url = signLoginUrl({ secretKey, host, claims: viewerClaims, expiresIn: 300 });
  const cookie = await step('edge: open a signed URL', () => login(edge, url));
  await step('edge: use its session', () => viewContent(edge, { host, cookie }));
  await step('edge: 403 for the URL opened by somebody else', async () => {
    expectForbidden(await edge(url));
  });
}

async function checkGeneratedUrl({ api, edge, step, organizationId, host }: CheckContext): Promise<void> {
  const path = `/organizations/${organizationId}/embed/urls`;
  const url = await step('generate-url', async () => {
    const response = await api('POST', path, { ...viewerClaims, expiresIn: 300 });
    expectStatus(response, 201);
    return String(response.body.url);
  });
  const opens = async () => {
    const response = await api('POST', `${path}/inspect`, { url });
    expectStatus(response, 200);
    return response.body.opens;
  };
  await step('inspect-url: it would open', async () => {
    expect((await opens()) === true, { expected: 'opens: true', received: 'opens: false' });
  });
  const cookie = await step('edge: open it', () => login(edge, url));
  await step('edge: use its session', () => viewContent(edge, { host, cookie }));
  await step('inspect-url: it was used', async () => {
    expect((await opens()) === false, { expected: 'opens: false', received: 'opens: true' });
  });
}

/** 2-step SSO: the claims go to the API first, a short signed URL redeems the session. */
async function checkTwoStep(context: CheckContext, secret: ActiveSecret): Promise<void> {
  const { api, edge, step, organizationId, host } = context;
  const { secretKey } = secret;
  const sessionId = await step('create-session: step 1 of 2-step SSO', async () => {
    const response = await api('POST', `/organizations/${organizationId}/embed/sessions`, viewerClaims);
    expectStatus(response, 201);
    return String(response.body.sessionId);
  });
  const url = signRedeemUrl({ secretKey, host, sessionId });
  const cookie = await step('edge: redeem it', () => login(edge, url));
  await step('edge: use its session', () => viewContent(edge, { host, cookie }));
  await checkLargeClaims(context, secret);
}

/** Claims that the application fetches. It need not be set up to: its page isn't requested. */
async function checkLargeClaims(
  { api, edge, step, organizationId, host }: CheckContext,
  { secretKey }: ActiveSecret,
): Promise<void> {
  const sessionsPath = `/organizations/${organizationId}/embed/sessions`;
  const groups = ['g'.repeat(60_000)];
  const sessionId = await step('create-session: 60,000 bytes of claims', async () => {
    const response = await api('POST', sessionsPath, { ...viewerClaims, groups });
    expectStatus(response, 201);
    return String(response.body.sessionId);
  });
  await step('edge: redeem it', () => login(edge, signRedeemUrl({ secretKey, host, sessionId })));
  await step('get-session-claims: returns them', async () => {
    const response = await api('GET', `${sessionsPath}/${sessionId}/claims`);
    expectStatus(response, 200);
    const bytes = JSON.stringify(response.body.claims).length;
    expect(bytes > 60_000, { expected: 'all claims', received: `${bytes} bytes` });
  });
}

/** Ends one session and then all of them. */
async function checkEnding({ api, edge, step, organizationId, host }: CheckContext): Promise<void> {
  const embedPath = `/organizations/${organizationId}/embed`;
  const contentUrl = `https://${host}${viewerClaims.contentPath}`;
  const open = async (externalId: string) => {
    const response = await api('POST', `${embedPath}/urls`, { ...viewerClaims, externalId, expiresIn: 300 });
    expectStatus(response, 201);
    return await login(edge, String(response.body.url));
  };
  const cookie = await step('edge: open a session to end', () => open('embed-secrets-smoke-ended'));
  const sessionId = await step('list-sessions: shows it', () =>
    findSession(api, `${embedPath}/sessions`, 'embed-secrets-smoke-ended'),
  );
  const state = async () => {
    const response = await api('GET', `${embedPath}/sessions/${sessionId}`);
    expectStatus(response, 200);
    return response.body.state;
  };
  await step('get-session: active', async () => {
    expect((await state()) === 'active', { expected: 'state: active', received: 'another state' });
  });
  await step('end-session', async () => {
    expectStatus(await api('DELETE', `${embedPath}/sessions/${sessionId}`), 204);
  });
  await step('get-session: ended', async () => {
    expect((await state()) === 'ended', { expected: 'state: ended', received: 'another state' });
  });
  await step('edge: 403 for the ended session', async () => {
    expectForbidden(await edge(contentUrl, cookie));
  });
  const viewer = await step('edge: open a session of a viewer to end', () =>
    open('embed-secrets-smoke-viewer'),
  );
  await step('list-sessions: shows it', () =>
    findSession(api, `${embedPath}/sessions`, 'embed-secrets-smoke-viewer'),
  );
  await step('end-all-sessions: of one viewer', async () => {
    const path = `${embedPath}/sessions?externalId=embed-secrets-smoke-viewer`;
    expectStatus(await api('DELETE', path), 200);
  });
  await step("edge: 403 for the viewer's session", async () => {
    expectForbidden(await edge(contentUrl, viewer));
  });
  await step('erase-viewer', async () => {
    const body = { externalId: 'embed-secrets-smoke-viewer' };
    const response = await api('POST', `${embedPath}/viewers/erase`, body);
    expectStatus(response, 200);
    expect(response.body.erased === 1, { expected: 'erased: 1', received: 'another number' });
  });
  const other = await step('edge: open another session', () => open('embed-secrets-smoke-other'));
  await step('end-all-sessions', async () => {
    expectStatus(await api('DELETE', `${embedPath}/sessions`), 204);
  });
  await step('edge: 403 for the other session', async () => {
    expectForbidden(await edge(contentUrl, other));
  });
}

/** The list is read from an index, which DynamoDB updates after the table: usually within a second. */
const listAttempts = { count: 20, intervalMs: 500 };

async function findSession(api: ApiClient, path: string, externalId: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const response = await api('GET', path);
    expectStatus(response, 200);
    const records = response.body.records as Readonly<Record<string, unknown>>[];
    const session = records.find((record) => record.externalId === externalId);
    if (session !== undefined) return String(session.id);
    expect(attempt < listAttempts.count, {
      expected: 'the session, by its externalId',
      received: `${records.length} others after ${attempt} requests`,
    });
    await setTimeout(listAttempts.intervalMs);
  }
}
