import type { CreatedSecret } from '../../../shared/contract/records.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import type { Log } from '../../../shared/log.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { readDeletion } from '../../../shared/secrets/read-deletion.ts';
import { readSecretKey } from '../../../shared/secrets/read-secret-key.ts';
import { secretOf } from '../../../shared/secrets/secret.ts';
import { targetGone } from './idempotency-key.ts';
import { unknownOrganization } from './organization-errors.ts';
import { secretRecord } from './secret-record.ts';
import { withEvent } from './with-event.ts';

/**
 * The response to a repeated request: the secret that the first one created, as it is now, with its key.
 *
 * @returns `undefined` if the first request didn't get as far as creating it
 * @throws {ApiError} `idempotency_target_gone` if it was deleted since
 */
export async function replaySecret(
  request: { organizationId: string; actor: string; now: number; requestId: string },
  context: { dynamodb: DynamoDb; log: Log },
  secretId: string,
): Promise<CreatedSecret | undefined> {
  const { organizationId } = request;
  const { dynamodb } = context;
  // Read again: the first request may have created the secret since this one read the organization.
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization === undefined) throw unknownOrganization();
  const secret = secretOf(organization, secretId);
  if (secret === undefined) {
    const deletion = await readDeletion(dynamodb, organizationId, { secretId, organization });
    if (deletion === undefined) return undefined;
    throw targetGone();
  }
  const event = { type: 'secret_revealed', secretId, secretName: secret.name } as const;
  return await withEvent(request, context, event, async () => {
    const secretKey = await readSecretKey(dynamodb, organizationId, secretId);
    if (secretKey === undefined) throw targetGone();
    return { ...secretRecord(secret, request.now), secretKey };
  });
}
