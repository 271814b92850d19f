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

/** Who may call an operation: holders of the managed policy of this name. */
export type Permission = 'OrganizationAdmin' | 'EmbedApplication' | 'Operator';

export type Operation = {
  /** Names the handler's file, `lambdas/api/<id>.ts`. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As API Gateway writes routes. */
  path: string;
  permissions: readonly Permission[];
  /** What its function may do to the tables. */
  access: readonly Access[];
  /** The environment variables that its function needs. `EMBED_DOMAIN`: where organizations are embedded. */
  environment?: readonly 'EMBED_DOMAIN'[];
};

const embed = '/organizations/{organizationId}/embed';
const secrets = `${embed}/secrets`;
const secret = `${secrets}/{secretId}`;
const sessions = `${embed}/sessions`;
const urls = `${embed}/urls`;
const settings = `${embed}/settings`;

/**
 * Every operation of the API, once: the stack makes routes, functions and grants of it, the local run mounts
 * it, and each handler takes its route from it.
 */
export const operations = [
  {
    id: 'list-secrets',
    method: 'GET',
    path: secrets,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys],
  },
  {
    id: 'create-secret',
    method: 'POST',
    path: secrets,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, addSecret],
  },
  {
    id: 'reveal-secret',
    method: 'POST',
    path: `${secret}/reveal`,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, readSecretKey],
  },
  {
    id: 'rename-secret',
    method: 'PATCH',
    path: secret,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, renameSecret],
  },
  {
    id: 'delete-secret',
    method: 'DELETE',
    path: secret,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, revokeSecret, putDeletion, readDeletion],
  },
  {
    id: 'create-session',
    method: 'POST',
    path: sessions,
    permissions: ['OrganizationAdmin', 'EmbedApplication'],
    access: [readOrganizationWithoutKeys, addSession, readSession],
  },
  {
    id: 'list-sessions',
    method: 'GET',
    path: sessions,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, querySessions],
  },
  {
    id: 'end-session',
    method: 'DELETE',
    path: `${sessions}/{sessionId}`,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, endSession],
  },
  {
    id: 'end-all-sessions',
    method: 'DELETE',
    path: sessions,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, writeSessionsValidFrom],
  },
  {
    id: 'generate-url',
    method: 'POST',
    path: urls,
    permissions: ['OrganizationAdmin', 'EmbedApplication'],
    access: [readOrganizationWithoutKeys, readHost, readSecretKey],
    environment: ['EMBED_DOMAIN'],
  },
  {
    id: 'inspect-url',
    method: 'POST',
    path: `${urls}/inspect`,
    permissions: ['OrganizationAdmin', 'EmbedApplication'],
    access: [readOrganizationWithoutKeys, readSecretKey, readHost, readSession, readDeletion, queryDeletions],
    environment: ['EMBED_DOMAIN'],
  },
  {
    id: 'get-settings',
    method: 'GET',
    path: settings,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, readV0Logins],
  },
  {
    id: 'update-settings',
    method: 'PATCH',
    path: settings,
    permissions: ['OrganizationAdmin'],
    access: [readOrganizationWithoutKeys, writeSettings, readV0Logins],
  },
  {
    id: 'put-organization',
    method: 'PUT',
    path: '/organizations/{organizationId}',
    permissions: ['Operator'],
    access: [writeOrganization, readOrganizationWithoutKeys],
  },
  {
    id: 'put-host',
    method: 'PUT',
    path: '/hosts/{host}',
    permissions: ['Operator'],
    access: [readOrganizationWithoutKeys, writeHost],
    environment: ['EMBED_DOMAIN'],
  },
  {
    id: 'delete-host',
    method: 'DELETE',
    path: '/hosts/{host}',
    permissions: ['Operator'],
    access: [writeHost],
  },
  {
    id: 'rotate-environment-keys',
    method: 'POST',
    path: '/environment/keys',
    permissions: ['Operator'],
    access: [readEnvironment, putEnvironment, updateEnvironment],
  },
] as const satisfies readonly Operation[];

export type OperationId = (typeof operations)[number]['id'];

/** @throws {TypeError} when there is no such operation */
export function operation(id: OperationId): Operation {
  const found = operations.find((candidate) => candidate.id === id);
  if (found === undefined) throw new TypeError(`no operation ${id}`);
  return found;
}

/** What the edge may do: read, make sessions, and count v0 logins. Nothing of `EmbedSecrets` can be changed from there. */
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
