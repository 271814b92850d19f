import type { ActiveSecret, CheckContext } from './check-context.ts';
import { expect, expectStatus } from './unexpected-response.ts';

const firstName = 'Smoke test';
const laterName = 'Smoke test, renamed';

/** Creates a secret and sees it listed, revealed and renamed. */
export async function checkSecrets({
  api,
  step,
  organizationId,
}: Pick<CheckContext, 'api' | 'step' | 'organizationId'>): Promise<ActiveSecret> {
  const path = `/organizations/${organizationId}/embed/secrets`;
  const secret = await step('create-secret', async () => {
    const response = await api('POST', path, { name: firstName });
    expectStatus(response, 201);
    const { id, secretKey } = response.body;
    if (typeof id !== 'string' || typeof secretKey !== 'string') {
      throw new TypeError('create-secret returned no id or no secretKey');
    }
    return { id, secretKey };
  });
  const listed = async () => {
    const response = await api('GET', path);
    expectStatus(response, 200);
    const records = response.body.records as Readonly<Record<string, unknown>>[];
    return records.find(({ id }) => id === secret.id);
  };
  await step('list-secrets: shows it, masked', async () => {
    const record = await listed();
    expect(
      record?.name === firstName &&
        record.maskedKey === `esk_…${secret.secretKey.slice(-4)}` &&
        !('secretKey' in record),
      { expected: 'the secret with its name and masked key', received: 'another list' },
    );
  });
  await step('reveal-secret: returns the same key', async () => {
    const response = await api('POST', `${path}/${secret.id}/reveal`);
    expectStatus(response, 200);
    expect(response.body.secretKey === secret.secretKey, {
      expected: 'the key that create-secret returned',
      received: 'another one',
    });
  });
  await step('rename-secret', async () => {
    expectStatus(await api('PATCH', `${path}/${secret.id}`, { name: laterName }), 200);
  });
  await step('list-secrets: shows the new name', async () => {
    expect((await listed())?.name === laterName, { expected: 'the new name', received: 'another one' });
  });
  return secret;
}
