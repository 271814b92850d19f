import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import type { ApiClient } from '../../smoke/api-client.ts';
import type { EdgeClient } from '../../smoke/edge-client.ts';
import type { Step } from '../../smoke/step.ts';
import { expectForbidden, expectStatus } from '../../smoke/unexpected-response.ts';
import { login, viewContent, viewerClaims } from '../../smoke/viewer.ts';
import { canaryOrganizationId } from './canary-organization.ts';

const secretsPath = `/organizations/${canaryOrganizationId}/embed/secrets`;

/**
 * Checks what the product promises, in the fewest requests: a new secret's URL opens, its session is let through,
 * and neither verifies after the delete.
 *
 * @throws {UnexpectedResponseError} at the first wrong response
 */
export async function checkRevocation({
  api,
  edge,
  step,
  embedDomain,
}: {
  api: ApiClient;
  edge: EdgeClient;
  step: Step;
  embedDomain: string;
}): Promise<void> {
  const host = `${canaryOrganizationId}.${embedDomain}`;
  await step('delete-secret: what an earlier run left', () => deleteLeftSecrets(api));
  const { id, secretKey } = await step('create-secret', async () => {
    const response = await api('POST', secretsPath, { name: 'Canary' });
    expectStatus(response, 201);
    return { id: String(response.body.id), secretKey: String(response.body.secretKey) };
  });
  const sign = () => signLoginUrl({ secretKey, host, claims: viewerClaims, expiresIn: 60 });
  const unopened = sign();
  const cookie = await step('edge: open a signed URL', () => login(edge, sign()));
  await step('edge: use its session', () => viewContent(edge, { host, cookie }));
  await step('delete-secret', async () => {
    expectStatus(await api('DELETE', `${secretsPath}/${id}`), 200);
  });
  await step('edge: 403 for the session of the deleted secret', async () => {
    expectForbidden(await edge(`https://${host}${viewerClaims.contentPath}`, cookie));
  });
  await step('edge: 403 for a URL that the deleted secret signed', async () => {
    expectForbidden(await edge(unopened));
  });
}

/** A run that failed halfway left its secret: active, and one of the 50 that the organization may have. */
async function deleteLeftSecrets(api: ApiClient): Promise<void> {
  const response = await api('GET', secretsPath);
  expectStatus(response, 200);
  for (const { id } of response.body.records as Readonly<Record<string, unknown>>[]) {
    expectStatus(await api('DELETE', `${secretsPath}/${id}`), 200);
  }
}
