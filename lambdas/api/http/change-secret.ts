import type { EventType } from '../../../shared/contract/events.ts';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import type { Log } from '../../../shared/log.ts';
import type { OrganizationWithoutKeys } from '../../../shared/organizations/organization.ts';
import type { LifecycleChange } from '../../../shared/secrets/change-lifecycle.ts';
import { secretError, unknownSecret } from './secret-errors.ts';
import { secretRecord } from './secret-record.ts';
import { withEvent } from './with-event.ts';

type SecretRequest = {
  organizationId: string;
  secretId: string;
  actor: string;
  now: number;
  requestId: string;
};
type SecretContext = { dynamodb: DynamoDb; log: Log; organization: OrganizationWithoutKeys };

/**
 * Changes the lifecycle of a secret, with its event in the audit trail, and returns its record.
 *
 * @param event.required `false` for a change that the audit trail must not hold up: see {@link withEvent}
 */
export async function changeSecret(
  request: SecretRequest,
  context: SecretContext,
  event: { type: EventType; required?: boolean },
  change: () => Promise<LifecycleChange>,
): Promise<SecretRecord> {
  const { secretId, now } = request;
  const secret = context.organization.secrets[secretId];
  if (secret === undefined) throw unknownSecret();
  const options = { ...event, secretId, secretName: secret.name };
  return await withEvent(request, context, options, async ({ unchanged }) => {
    const changed = await change();
    if (!changed.ok) throw secretError(changed.reason);
    if (!changed.changed) unchanged();
    return secretRecord(changed.secret, now);
  });
}
