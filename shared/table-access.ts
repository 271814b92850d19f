import type { OperationId } from './contract/operations.ts';
import type { Access } from './dynamodb.ts';
import { putEnvironment, readEnvironment, updateEnvironment } from './environment/requests.ts';
import { readHost, writeHost } from './hosts/requests.ts';
import {
  readOrganizationWithoutKeys,
  writeOrganization,
  writeSessionsValidFrom,
  writeSettings,
} from './organizations/requests.ts';
import {
  addSecret,
  putDeletion,
  queryDeletions,
  readDeletion,
  readSecretKey,
  renameSecret,
  revokeSecret,
} from './secrets/requests.ts';
import { addSession, endSession, querySessions, readSession } from './sessions/requests.ts';
import { countV0Logins, readV0Logins } from './v0-logins/requests.ts';

/** What the function of each operation may do to the tables: nothing else is granted. */
export const operationAccess: Readonly<Record<OperationId, readonly Access[]>> = {
  'list-secrets': [readOrganizationWithoutKeys],
  'create-secret': [readOrganizationWithoutKeys, addSecret],
  'reveal-secret': [readOrganizationWithoutKeys, readSecretKey],
  'rename-secret': [readOrganizationWithoutKeys, renameSecret],
  'delete-secret': [readOrganizationWithoutKeys, revokeSecret, putDeletion, readDeletion],
  'create-session': [readOrganizationWithoutKeys, addSession, readSession],
  'list-sessions': [readOrganizationWithoutKeys, querySessions],
  'end-session': [readOrganizationWithoutKeys, endSession],
  'end-all-sessions': [readOrganizationWithoutKeys, writeSessionsValidFrom],
  'generate-url': [readOrganizationWithoutKeys, readHost, readSecretKey],
  'inspect-url': [
    readOrganizationWithoutKeys,
    readSecretKey,
    readHost,
    readSession,
    readDeletion,
    queryDeletions,
  ],
  'get-settings': [readOrganizationWithoutKeys, readV0Logins],
  'update-settings': [readOrganizationWithoutKeys, writeSettings, readV0Logins],
  'put-organization': [writeOrganization, readOrganizationWithoutKeys],
  'put-host': [readOrganizationWithoutKeys, writeHost],
  'delete-host': [writeHost],
  'rotate-environment-keys': [readEnvironment, putEnvironment, updateEnvironment],
};

/** What the edge may do: read, make sessions, and count v0 logins. It can't change anything in `EmbedSecrets`. */
export const edgeAccess: readonly Access[] = [
  { table: 'EmbedSecrets', action: 'GetItem', partition: 'ORG#' },
  readHost,
  { table: 'EmbedSecrets', action: 'GetItem', partition: 'ENVIRONMENT' },
  { table: 'EmbedSecrets', action: 'BatchGetItem', partition: 'ORG#' },
  { table: 'EmbedSessions', action: 'BatchGetItem', partition: 'SESSION#' },
  readSession,
  addSession,
  countV0Logins,
];
