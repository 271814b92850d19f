/** Who may call an operation: principals with the managed policy of this name. */
export type Permission = 'OrganizationAdmin' | 'OrganizationServer' | 'Operator';

type OperationFacts = {
  /** Also the name of the handler's file: `lambdas/api/<id>.ts`. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As API Gateway writes routes. */
  path: string;
  permissions: readonly Permission[];
  /** The environment variables that its function needs. `EMBED_DOMAIN`: organizations are one label below it. */
  environment?: readonly 'EMBED_DOMAIN'[];
};

const embed = '/organizations/{organizationId}/embed';
const secrets = `${embed}/secrets`;
const secret = `${secrets}/{secretId}`;
const sessions = `${embed}/sessions`;
const urls = `${embed}/urls`;
const settings = `${embed}/settings`;

/**
 * Every operation of the API: the stack makes routes, functions and policies from this list, the local run
 * mounts it, and handlers, the admin page and the CLI take their routes from it. What an operation's function
 * may do to the tables is in `shared/table-access.ts`.
 */
export const operations = [
  {
    id: 'list-secrets',
    method: 'GET',
    path: secrets,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'create-secret',
    method: 'POST',
    path: secrets,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'reveal-secret',
    method: 'POST',
    path: `${secret}/reveal`,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'rename-secret',
    method: 'PATCH',
    path: secret,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'delete-secret',
    method: 'DELETE',
    path: secret,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'create-session',
    method: 'POST',
    path: sessions,
    permissions: ['OrganizationAdmin', 'OrganizationServer'],
  },
  {
    id: 'list-sessions',
    method: 'GET',
    path: sessions,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'end-session',
    method: 'DELETE',
    path: `${sessions}/{sessionId}`,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'end-all-sessions',
    method: 'DELETE',
    path: sessions,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'generate-url',
    method: 'POST',
    path: urls,
    permissions: ['OrganizationAdmin', 'OrganizationServer'],
    environment: ['EMBED_DOMAIN'],
  },
  {
    id: 'inspect-url',
    method: 'POST',
    path: `${urls}/inspect`,
    permissions: ['OrganizationAdmin', 'OrganizationServer'],
    environment: ['EMBED_DOMAIN'],
  },
  {
    id: 'get-settings',
    method: 'GET',
    path: settings,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'update-settings',
    method: 'PATCH',
    path: settings,
    permissions: ['OrganizationAdmin'],
  },
  {
    id: 'put-organization',
    method: 'PUT',
    path: '/organizations/{organizationId}',
    permissions: ['Operator'],
  },
  {
    id: 'put-host',
    method: 'PUT',
    path: '/hosts/{host}',
    permissions: ['Operator'],
    environment: ['EMBED_DOMAIN'],
  },
  {
    id: 'delete-host',
    method: 'DELETE',
    path: '/hosts/{host}',
    permissions: ['Operator'],
  },
  {
    id: 'rotate-environment-keys',
    method: 'POST',
    path: '/environment/keys',
    permissions: ['Operator'],
  },
] as const satisfies readonly OperationFacts[];

export type OperationId = (typeof operations)[number]['id'];

export type Operation = OperationFacts & { id: OperationId };

/** @throws {TypeError} if there is no such operation */
export function operation(id: OperationId): Operation {
  const found = operations.find((candidate) => candidate.id === id);
  if (found === undefined) throw new TypeError(`no operation ${id}`);
  return found;
}
