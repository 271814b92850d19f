/** Who may call an operation: principals with the managed policy of this name. */
export type Permission = 'OrganizationAdmin' | 'OrganizationServer' | 'EmbeddedApplication' | 'Operator';

/**
 * `EMBED_DOMAIN`: organizations are one label below it; with a port if viewers need one.
 * `EMBED_SESSION_LENGTH_HOURS`: how long sessions last if their organization hasn't set it.
 * `EMBED_HOST_PROOF`: `required`, or `off` in a local run.
 */
export type VariableName = 'EMBED_DOMAIN' | 'EMBED_SESSION_LENGTH_HOURS' | 'EMBED_HOST_PROOF';

type OperationFacts = {
  /** Also the name of the handler's file: `lambdas/api/<id>.ts`. */
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As API Gateway writes routes. */
  path: string;
  permissions: readonly Permission[];
  /** Also works while Embed is off for the organization. */
  worksWithEmbedOff?: true;
  /** Changes nothing, although its method isn't GET: a signed URL belongs in a body, not in a logged path. */
  readsOnly?: true;
  /** Takes the header `Idempotency-Key`: repeated within 24 hours, the request returns what the first one created. */
  idempotent?: true;
  /** The largest body that it takes, if not 16 KiB. */
  bodyMaxBytes?: number;
  /** Its event or its record names who did it: of an admin who signed in with Cognito, the email address. */
  recordsActor?: true;
  /** The environment variables that its function gets, and needs. */
  environment?: readonly VariableName[];
};

const admin = ['OrganizationAdmin'] as const;
const adminOrServer = ['OrganizationAdmin', 'OrganizationServer'] as const;
const operator = ['Operator'] as const;

const organization = '/organizations/{organizationId}' as const;
const embed = `${organization}/embed` as const;
const secrets = `${embed}/secrets` as const;
const secret = `${secrets}/{secretId}` as const;
const sessions = `${embed}/sessions` as const;
const urls = `${embed}/urls` as const;
const settings = `${embed}/settings` as const;

/**
 * Every operation of the API: the stack makes routes, functions and policies from this list, the local run
 * mounts it, and handlers, the admin page and the CLI take their routes from it. What an operation's function
 * may do to the tables is in `shared/table-access.ts`.
 */
export const operations = [
  { id: 'list-secrets', method: 'GET', path: secrets, permissions: admin },
  {
    id: 'create-secret',
    method: 'POST',
    path: secrets,
    recordsActor: true,
    idempotent: true,
    permissions: admin,
  },
  { id: 'reveal-secret', method: 'POST', path: `${secret}/reveal`, recordsActor: true, permissions: admin },
  { id: 'rename-secret', method: 'PATCH', path: secret, recordsActor: true, permissions: admin },
  {
    id: 'delete-secret',
    method: 'DELETE',
    path: secret,
    recordsActor: true,
    worksWithEmbedOff: true,
    permissions: admin,
  },
  { id: 'get-secret', method: 'GET', path: secret, permissions: admin },
  {
    id: 'rotate-secret',
    method: 'POST',
    path: `${secret}/rotate`,
    recordsActor: true,
    idempotent: true,
    permissions: admin,
  },
  {
    id: 'schedule-retirement',
    method: 'PUT',
    path: `${secret}/retirement`,
    recordsActor: true,
    permissions: admin,
  },
  {
    id: 'cancel-retirement',
    method: 'DELETE',
    path: `${secret}/retirement`,
    recordsActor: true,
    permissions: admin,
  },
  { id: 'disable-secret', method: 'POST', path: `${secret}/disable`, recordsActor: true, permissions: admin },
  { id: 'enable-secret', method: 'POST', path: `${secret}/enable`, recordsActor: true, permissions: admin },
  { id: 'limit-secret', method: 'PUT', path: `${secret}/limits`, recordsActor: true, permissions: admin },
  {
    id: 'create-session',
    method: 'POST',
    path: sessions,
    idempotent: true,
    // Twice as much as the claims may have, because JSON can be written with escapes and white space.
    bodyMaxBytes: 131_072,
    permissions: adminOrServer,
  },
  { id: 'list-sessions', method: 'GET', path: sessions, permissions: admin },
  { id: 'get-session', method: 'GET', path: `${sessions}/{sessionId}`, permissions: admin },
  {
    id: 'end-session',
    method: 'DELETE',
    path: `${sessions}/{sessionId}`,
    recordsActor: true,
    permissions: admin,
  },
  { id: 'end-all-sessions', method: 'DELETE', path: sessions, recordsActor: true, permissions: admin },
  {
    id: 'erase-viewer',
    method: 'POST',
    path: `${embed}/viewers/erase`,
    recordsActor: true,
    permissions: admin,
  },
  {
    id: 'get-session-claims',
    method: 'GET',
    path: `${sessions}/{sessionId}/claims`,
    permissions: ['EmbeddedApplication'],
  },
  {
    id: 'generate-url',
    method: 'POST',
    path: urls,
    permissions: adminOrServer,
    environment: ['EMBED_DOMAIN'],
  },
  {
    id: 'inspect-url',
    method: 'POST',
    path: `${urls}/inspect`,
    readsOnly: true,
    permissions: adminOrServer,
    environment: ['EMBED_DOMAIN'],
  },
  { id: 'list-events', method: 'GET', path: `${embed}/events`, permissions: admin },
  {
    id: 'get-settings',
    method: 'GET',
    path: settings,
    permissions: admin,
    environment: ['EMBED_SESSION_LENGTH_HOURS'],
  },
  {
    id: 'update-settings',
    method: 'PATCH',
    path: settings,
    recordsActor: true,
    permissions: admin,
    environment: ['EMBED_SESSION_LENGTH_HOURS'],
  },
  { id: 'list-organizations', method: 'GET', path: '/organizations', permissions: operator },
  { id: 'get-organization', method: 'GET', path: organization, permissions: operator },
  { id: 'put-organization', method: 'PUT', path: organization, permissions: operator },
  { id: 'delete-organization', method: 'DELETE', path: organization, permissions: operator },
  { id: 'list-hosts', method: 'GET', path: '/hosts', permissions: operator },
  {
    id: 'put-host',
    method: 'PUT',
    path: '/hosts/{host}',
    permissions: operator,
    environment: ['EMBED_DOMAIN', 'EMBED_HOST_PROOF'],
  },
  { id: 'delete-host', method: 'DELETE', path: '/hosts/{host}', permissions: operator },
  { id: 'rotate-environment-keys', method: 'POST', path: '/environment/keys', permissions: operator },
] as const satisfies readonly OperationFacts[];

export type OperationId = (typeof operations)[number]['id'];

export type Operation = OperationFacts & { id: OperationId };

/** An operation below `/organizations/{organizationId}/embed`. */
export type EmbedOperationId = Extract<
  (typeof operations)[number],
  { path: `${typeof embed}/${string}` }
>['id'];

/** The variables that an operation lists, by name. */
export type VariablesOf<Id extends OperationId> =
  Extract<(typeof operations)[number], { id: Id }> extends {
    environment: readonly (infer Name extends string)[];
  }
    ? Readonly<Record<Name, string>>
    : Readonly<Record<never, string>>;

/** @throws {TypeError} if there is no such operation */
export function operation(id: OperationId): Operation {
  const found = operations.find((candidate) => candidate.id === id);
  if (found === undefined) throw new TypeError(`no operation ${id}`);
  return found;
}

/** Whether an operation changes nothing, so that an admin with read-only access may call it. */
export const isReadOnlyOperation = ({ method, readsOnly }: Operation): boolean =>
  method === 'GET' || readsOnly === true;

/** The variables that an operation's function gets, out of all that there are. */
export const variablesOf = (
  { environment = [] }: Operation,
  values: Readonly<Record<VariableName, string>>,
): Partial<Record<VariableName, string>> =>
  Object.fromEntries(environment.map((name) => [name, values[name]]));
