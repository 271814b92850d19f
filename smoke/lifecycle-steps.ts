import { signLoginUrl } from '../shared/embed-url/sign-login-url.ts';
import type { ActiveSecret, CheckContext } from './check-context.ts';
import { expect, expectForbidden, expectStatus } from './unexpected-response.ts';
import { login, viewContent, viewerClaims } from './viewer.ts';

/**
 * Limits, disables and schedules a secret, sees at the edge what each does, and replaces it.
 *
 * @returns the secret that replaced it
 */
export async function checkLifecycle(context: CheckContext, secret: ActiveSecret): Promise<ActiveSecret> {
  const { api, step, organizationId } = context;
  const path = `/organizations/${organizationId}/embed/secrets/${secret.id}`;
  await step('get-secret: active', async () => {
    const response = await api('GET', path);
    expectStatus(response, 200);
    expectActive(response.body.status);
  });
  await checkLimits(context, secret, path);
  await checkDisabling(context, secret, path);
  await step('schedule-retirement: in an hour', async () => {
    const retiresAt = new Date(Date.now() + 3_600_000).toISOString();
    expectStatus(await api('PUT', `${path}/retirement`, { retiresAt }), 200);
  });
  await step('cancel-retirement: active again', async () => {
    const response = await api('DELETE', `${path}/retirement`);
    expectStatus(response, 200);
    expectActive(response.body.status);
  });
  return await checkRotation(context, secret, path);
}

/** A secret limited to other paths refuses the content path; without limits, it accepts it again. */
async function checkLimits(
  { api, edge, step, host }: CheckContext,
  { secretKey }: ActiveSecret,
  path: string,
): Promise<void> {
  const url = signLoginUrl({ secretKey, host, claims: viewerClaims, expiresIn: 300 });
  await step('limit-secret: to another path', async () => {
    expectStatus(await api('PUT', `${path}/limits`, { paths: ['/embed-secrets-smoke'] }), 200);
  });
  await step('edge: 403 for a URL outside the limits', async () => {
    expectForbidden(await edge(url));
  });
  await step('limit-secret: remove the limits', async () => {
    expectStatus(await api('PUT', `${path}/limits`, {}), 200);
  });
  await step('edge: open the URL, which was not consumed', () => login(edge, url));
}

/** A disabled secret refuses the sessions that it accepted before, and accepts them again when it is enabled. */
async function checkDisabling(
  { api, edge, step, host }: CheckContext,
  { secretKey }: ActiveSecret,
  path: string,
): Promise<void> {
  const url = signLoginUrl({ secretKey, host, claims: viewerClaims, expiresIn: 300 });
  const cookie = await step('edge: open a signed URL before the secret is disabled', () => login(edge, url));
  await step('disable-secret', async () => {
    expectStatus(await api('POST', `${path}/disable`, {}), 200);
  });
  await step('edge: 403 for the session of the disabled secret', async () => {
    expectForbidden(await edge(`https://${host}${viewerClaims.contentPath}`, cookie));
  });
  await step('enable-secret', async () => {
    expectStatus(await api('POST', `${path}/enable`), 200);
  });
  await step('edge: use the session of the enabled secret', () => viewContent(edge, { host, cookie }));
}

/** Replaces the secret at once, as after a leak: its URLs get 403 when the response arrives. */
async function checkRotation(
  { api, edge, step, host }: CheckContext,
  { secretKey }: ActiveSecret,
  path: string,
): Promise<ActiveSecret> {
  const url = signLoginUrl({ secretKey, host, claims: viewerClaims, expiresIn: 300 });
  const successor = await step('rotate-secret: without an overlap', async () => {
    const response = await api('POST', `${path}/rotate`, { overlapHours: 0 });
    expectStatus(response, 201);
    return { id: String(response.body.id), secretKey: String(response.body.secretKey) };
  });
  await step('edge: 403 for a URL that the replaced secret signed', async () => {
    expectForbidden(await edge(url));
  });
  return successor;
}

function expectActive(status: unknown): void {
  expect(status === 'active', { expected: 'status: active', received: 'another status' });
}
