import type { OperationId } from '../../shared/contract/operations.ts';
import cancelRetirement from './cancel-retirement.ts';
import createSecret from './create-secret.ts';
import createSession from './create-session.ts';
import deleteHost from './delete-host.ts';
import deleteOrganization from './delete-organization.ts';
import deleteSecret from './delete-secret.ts';
import disableSecret from './disable-secret.ts';
import enableSecret from './enable-secret.ts';
import endAllSessions from './end-all-sessions.ts';
import endSession from './end-session.ts';
import eraseViewer from './erase-viewer.ts';
import generateUrl from './generate-url.ts';
import getOrganization from './get-organization.ts';
import getSecret from './get-secret.ts';
import getSession from './get-session.ts';
import getSessionClaims from './get-session-claims.ts';
import getSettings from './get-settings.ts';
import type { DefinedOperation } from './http/define-operation.ts';
import inspectUrl from './inspect-url.ts';
import limitSecret from './limit-secret.ts';
import listEvents from './list-events.ts';
import listHosts from './list-hosts.ts';
import listOrganizations from './list-organizations.ts';
import listSecrets from './list-secrets.ts';
import listSessions from './list-sessions.ts';
import putHost from './put-host.ts';
import putOrganization from './put-organization.ts';
import renameSecret from './rename-secret.ts';
import revealSecret from './reveal-secret.ts';
import rotateEnvironmentKeys from './rotate-environment-keys.ts';
import rotateSecret from './rotate-secret.ts';
import scheduleRetirement from './schedule-retirement.ts';
import updateSettings from './update-settings.ts';

/** Every operation by its id: what the local run mounts and tests call. */
export const apiOperations: Readonly<Record<OperationId, DefinedOperation>> = {
  'list-secrets': listSecrets,
  'create-secret': createSecret,
  'reveal-secret': revealSecret,
  'rename-secret': renameSecret,
  'delete-secret': deleteSecret,
  'get-secret': getSecret,
  'rotate-secret': rotateSecret,
  'schedule-retirement': scheduleRetirement,
  'cancel-retirement': cancelRetirement,
  'disable-secret': disableSecret,
  'enable-secret': enableSecret,
  'limit-secret': limitSecret,
  'create-session': createSession,
  'list-sessions': listSessions,
  'get-session': getSession,
  'end-session': endSession,
  'end-all-sessions': endAllSessions,
  'erase-viewer': eraseViewer,
  'list-events': listEvents,
  'generate-url': generateUrl,
  'inspect-url': inspectUrl,
  'get-session-claims': getSessionClaims,
  'get-settings': getSettings,
  'update-settings': updateSettings,
  'list-organizations': listOrganizations,
  'get-organization': getOrganization,
  'put-organization': putOrganization,
  'delete-organization': deleteOrganization,
  'list-hosts': listHosts,
  'put-host': putHost,
  'delete-host': deleteHost,
  'rotate-environment-keys': rotateEnvironmentKeys,
};
