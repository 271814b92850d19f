import { signLoginUrl } from '../shared/embed-url/sign-login-url.ts';
import type { ApiClient, ApiResponse } from './api-client.ts';
import type { ActiveSecret, CheckContext } from './check-context.ts';
import { checkLifecycle } from './lifecycle-steps.ts';
import { checkSecrets } from './secret-steps.ts';
import { checkSessions } from './session-steps.ts';
import { expect, expectForbidden, expectStatus } from './unexpected-response.ts';
import { login, viewContent, viewerClaims } from './viewer.ts';

/**
 * Does the whole job of the product on an organization of its own: from turning Embed on to the 403 after the
 * delete. The organization is turned off and deleted at the end, also if a step fails: nothing of it verifies afterwards.
 *
 * @param context.organizationId must not exist yet
 * @throws {UnexpectedResponseError} at the first wrong response
 */
export async function checkEndToEnd(context: CheckContext): Promise<void> {
  const { api, step, organizationId } = context;
  const organizationPath = `/organizations/${organizationId}`;
  await step('put-organization: create it, with Embed on', async () => {
    expectStatus(await api('PUT', organizationPath, { embedEnabled: true }), 200);
  });
  try {
    await checkWithEmbedOn(context, organizationPath);
    await step('list-secrets: refused while Embed is off', async () => {
      expectStatus(await api('GET', `${organizationPath}/embed/secrets`), 403, 'embed_disabled');
    });
  } finally {
    await step('delete-organization', async () => {
      expectStatus(await deleteOrganization(api, organizationPath), 200);
    });
  }
  await step('get-organization: 404 after the delete', async () => {
    expectStatus(await api('GET', organizationPath), 404, 'not_found');
  });
}

async function checkWithEmbedOn(context: CheckContext, organizationPath: string): Promise<void> {
  const { api, step } = context;
  try {
    await checkDirectory(context);
    const secret = await checkSecrets(context);
    await checkSessions(context, secret);
    const successor = await checkLifecycle(context, secret);
    await checkRevocation(context, successor);
    await checkEvents(context);
  } finally {
    await step('put-organization: turn Embed off and revoke its secrets', async () => {
      expectStatus(await api('PUT', organizationPath, { embedEnabled: false, revokeSecrets: true }), 200);
    });
  }
}

/** More than the few sessions of the check need. */
const maxDeletions = 5;

/** Deletes an organization: one request may not be enough. */
async function deleteOrganization(api: ApiClient, path: string): Promise<ApiResponse> {
  for (let attempt = 1; ; attempt++) {
    const response = await api('DELETE', path);
    if (response.body.code !== 'deletion_incomplete' || attempt === maxDeletions) return response;
  }
}

/** What an operator can see of organizations and hosts. */
async function checkDirectory({ api, step, organizationId }: CheckContext): Promise<void> {
  await step('get-organization: Embed is on', async () => {
    const response = await api('GET', `/organizations/${organizationId}`);
    expectStatus(response, 200);
    expect(response.body.embedEnabled === true, {
      expected: 'embedEnabled: true',
      received: 'another value',
    });
  });
  await step('list-organizations', async () => {
    expectStatus(await api('GET', '/organizations'), 200);
  });
  await step('list-hosts: the organization has none', async () => {
    expectStatus(await api('GET', `/hosts?organizationId=${organizationId}`), 200);
  });
}

/** Deletes the secret: neither the session nor a URL that it signed verifies after the response. */
async function checkRevocation(context: CheckContext, { id, secretKey }: ActiveSecret): Promise<void> {
  const { api, edge, step, organizationId, host } = context;
  const sign = () => signLoginUrl({ secretKey, host, claims: viewerClaims, expiresIn: 300 });
  const unopened = sign();
  const cookie = await step('edge: open a signed URL before the delete', () => login(edge, sign()));
  await step('edge: use its session', () => viewContent(edge, { host, cookie }));
  const path = `/organizations/${organizationId}/embed/secrets/${id}`;
  const deletedAt = await step('delete-secret', async () => {
    const response = await api('DELETE', path);
    expectStatus(response, 200);
    return response.body.deletedAt;
  });
  await step('edge: 403 for the session of the deleted secret', async () => {
    expectForbidden(await edge(`https://${host}${viewerClaims.contentPath}`, cookie));
  });
  await step('edge: 403 for a URL that the deleted secret signed', async () => {
    expectForbidden(await edge(unopened));
  });
  await step('delete-secret: repeated, returns the same deletedAt', async () => {
    const response = await api('DELETE', path);
    expectStatus(response, 200);
    expect(response.body.deletedAt === deletedAt, {
      expected: 'the deletedAt of the first response',
      received: 'another one',
    });
  });
}

/** The audit trail has an event for each change. */
async function checkEvents({ api, step, organizationId }: CheckContext): Promise<void> {
  await step('list-events: records each change of a secret', async () => {
    const response = await api('GET', `/organizations/${organizationId}/embed/events`);
    expectStatus(response, 200);
    const records = response.body.records as Readonly<Record<string, unknown>>[];
    const recorded = records.filter(({ outcome }) => outcome === 'succeeded').map(({ type }) => type);
    const missing = expectedEvents.filter((type) => !recorded.includes(type));
    expect(missing.length === 0, {
      expected: 'an event for each change',
      received: `none of type ${missing.join(', ')}`,
    });
  });
}

const expectedEvents = [
  'secret_created',
  'secret_revealed',
  'secret_renamed',
  'secret_limited',
  'secret_disabled',
  'secret_enabled',
  'secret_retirement_scheduled',
  'secret_retirement_cancelled',
  'secret_rotated',
  'secret_deleted',
];
