import type { OperationId } from './contract/operations.ts';
import type { Table, TableAccess } from './dynamodb.ts';
import { readEnvironmentAccess } from './environment/read-environment-keys.ts';
import { rotateEnvironmentKeysAccess } from './environment/rotate-environment-keys.ts';
import { writeEventAccess } from './events/event.ts';
import { listEventsAccess } from './events/list-events.ts';
import { claimHostAccess } from './hosts/claim-host.ts';
import { listHostsAccess } from './hosts/list-hosts.ts';
import { readCustomHostAccess } from './hosts/read-custom-host.ts';
import { releaseHostAccess } from './hosts/release-host.ts';
import { claimIdempotencyKeyAccess } from './idempotency/claim-idempotency-key.ts';
import { deleteOrganizationAccess } from './organizations/delete-organization.ts';
import { endAllSessionsAccess } from './organizations/end-all-sessions.ts';
import { listOrganizationsAccess } from './organizations/list-organizations.ts';
import { putOrganizationAccess } from './organizations/put-organization.ts';
import { readOrganizationAccess } from './organizations/read-organization.ts';
import { readOrganizationStateAccess } from './organizations/read-organization-state.ts';
import { readOrganizationWithoutKeysAccess } from './organizations/read-organization-without-keys.ts';
import { revokeAllSecretsAccess } from './organizations/revoke-all-secrets.ts';
import { updateSettingsAccess } from './organizations/update-settings.ts';
import { cancelRetirementAccess } from './secrets/cancel-retirement.ts';
import { createSecretAccess } from './secrets/create-secret.ts';
import { deleteSecretAccess } from './secrets/delete-secret.ts';
import { disableSecretAccess } from './secrets/disable-secret.ts';
import { enableSecretAccess } from './secrets/enable-secret.ts';
import { limitSecretAccess } from './secrets/limit-secret.ts';
import { listDeletedIdsAccess } from './secrets/list-deleted-ids.ts';
import { listRecentDeletionsAccess } from './secrets/list-recent-deletions.ts';
import { readDeletionAccess } from './secrets/read-deletion.ts';
import { readSecretKeyAccess } from './secrets/read-secret-key.ts';
import { readSecretKeysAccess } from './secrets/read-secret-keys.ts';
import { renameSecretAccess } from './secrets/rename-secret.ts';
import { rotateSecretAccess } from './secrets/rotate-secret.ts';
import { scheduleRetirementAccess } from './secrets/schedule-retirement.ts';
import { countSessionsAccess } from './sessions/count-sessions.ts';
import { createSessionAccess } from './sessions/create-session.ts';
import { endSessionAccess } from './sessions/end-session.ts';
import { endViewerSessionsAccess } from './sessions/end-viewer-sessions.ts';
import { listSessionsAccess } from './sessions/list-sessions.ts';
import { readClaimsAccess } from './sessions/read-claims.ts';
import { readOrganizationAndSessionAccess } from './sessions/read-organization-and-session.ts';
import { readSessionAccess } from './sessions/read-session.ts';
import { redeemSessionAccess } from './sessions/redeem-session.ts';
import { startSessionAccess } from './sessions/start-session.ts';
import { countUsageAccess } from './usage/count-usage.ts';
import { listRecentUsesAccess } from './usage/list-recent-uses.ts';
import { readUsageAccess } from './usage/read-usage.ts';
import { recordRecentUseAccess } from './usage/record-recent-use.ts';
import { takeBackRecentUseAccess } from './usage/take-back-recent-use.ts';
import { takeBackUsageAccess } from './usage/take-back-usage.ts';
import { countV0LoginAccess } from './v0-logins/count-v0-login.ts';
import { readV0LoginsAccess } from './v0-logins/read-v0-logins.ts';
import { eraseViewerAccess } from './viewers/erase-viewer.ts';

/** Every operation below `/organizations/{organizationId}/embed` reads the organization before anything else. */
const embed = readOrganizationWithoutKeysAccess;

/** What the function of each operation may do to the tables: nothing else is granted. */
export const operationAccess: Readonly<Record<OperationId, readonly TableAccess[]>> = {
  'list-secrets': union(embed, readUsageAccess),
  'create-secret': union(
    embed,
    createSecretAccess,
    claimIdempotencyKeyAccess,
    readDeletionAccess,
    writeEventAccess,
  ),
  'reveal-secret': union(embed, readSecretKeyAccess, writeEventAccess),
  'rename-secret': union(embed, renameSecretAccess, writeEventAccess),
  'delete-secret': union(embed, deleteSecretAccess, writeEventAccess),
  'get-secret': union(embed, countSessionsAccess, readUsageAccess, listRecentUsesAccess),
  'rotate-secret': union(
    embed,
    rotateSecretAccess,
    claimIdempotencyKeyAccess,
    readDeletionAccess,
    writeEventAccess,
  ),
  'schedule-retirement': union(embed, scheduleRetirementAccess, writeEventAccess),
  'cancel-retirement': union(embed, cancelRetirementAccess, writeEventAccess),
  'disable-secret': union(embed, disableSecretAccess, writeEventAccess),
  'enable-secret': union(embed, enableSecretAccess, writeEventAccess),
  'limit-secret': union(embed, limitSecretAccess, writeEventAccess),
  'create-session': union(embed, createSessionAccess, claimIdempotencyKeyAccess),
  'get-session-claims': union(embed, readSessionAccess, readClaimsAccess, writeEventAccess),
  'list-sessions': union(embed, listSessionsAccess),
  'get-session': union(embed, readSessionAccess),
  'end-session': union(embed, endSessionAccess, writeEventAccess),
  'end-all-sessions': union(embed, endAllSessionsAccess, endViewerSessionsAccess, writeEventAccess),
  'erase-viewer': union(embed, listDeletedIdsAccess, eraseViewerAccess, writeEventAccess),
  'generate-url': union(embed, readCustomHostAccess, readSecretKeyAccess),
  'inspect-url': union(
    embed,
    readSecretKeysAccess,
    readCustomHostAccess,
    readSessionAccess,
    readDeletionAccess,
    listRecentDeletionsAccess,
  ),
  'list-events': union(embed, listEventsAccess),
  'get-settings': union(embed, readV0LoginsAccess),
  'update-settings': union(embed, updateSettingsAccess, readV0LoginsAccess, writeEventAccess),
  'list-organizations': listOrganizationsAccess,
  'get-organization': readOrganizationStateAccess,
  'put-organization': union(putOrganizationAccess, revokeAllSecretsAccess, writeEventAccess),
  'delete-organization': union(deleteOrganizationAccess, writeEventAccess),
  'list-hosts': listHostsAccess,
  'put-host': union(readOrganizationWithoutKeysAccess, claimHostAccess),
  'delete-host': releaseHostAccess,
  'rotate-environment-keys': rotateEnvironmentKeysAccess,
};

/** The tables that the function of an operation has access to. */
export const tablesOf = (id: OperationId): Table[] => [
  ...new Set(operationAccess[id].map(({ table }) => table)),
];

/** What the edge may do: read, create sessions, and count their use. It can't change anything in `EmbedSecrets`. */
export const edgeAccess: readonly TableAccess[] = union(
  readOrganizationAccess,
  readCustomHostAccess,
  readEnvironmentAccess,
  readOrganizationAndSessionAccess,
  readSessionAccess,
  startSessionAccess,
  redeemSessionAccess,
  countV0LoginAccess,
  countUsageAccess,
  takeBackUsageAccess,
  recordRecentUseAccess,
  takeBackRecentUseAccess,
);

function union(...accesses: (readonly TableAccess[])[]): readonly TableAccess[] {
  return [...new Map(accesses.flat().map((access) => [JSON.stringify(access), access])).values()];
}
