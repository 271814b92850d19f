import { deniedResources, invokableResources, type PolicyName } from '../shared/policies.ts';

/** Somebody who may call the local API. The keys are public: they work on this machine only. */
export type Principal = {
  accessKeyId: string;
  secretAccessKey: string;
  name: string;
  permission: PolicyName;
  /** The session tag. */
  organization?: string;
  /** Of temporary credentials: requests have to carry it. */
  sessionToken?: string;
  /** How somebody signed in who got the credentials from an identity pool. */
  cognitoIdentity?: { amr: readonly string[]; identityId: string; identityPoolId: string };
};

export const principals: readonly Principal[] = [
  {
    accessKeyId: 'AKIALOCALACMEADMIN00',
    secretAccessKey: 'local-acme-admin',
    name: 'acme-admin',
    permission: 'OrganizationAdmin',
    organization: 'acme',
  },
  {
    accessKeyId: 'AKIALOCALGLOBEXADMIN',
    secretAccessKey: 'local-globex-admin',
    name: 'globex-admin',
    permission: 'OrganizationAdmin',
    organization: 'globex',
  },
  {
    accessKeyId: 'AKIALOCALACMESERVER0',
    secretAccessKey: 'local-acme-server',
    name: 'acme-server',
    permission: 'OrganizationServer',
    organization: 'acme',
  },
  {
    accessKeyId: 'AKIALOCALAPPLICATN00',
    secretAccessKey: 'local-application',
    name: 'application',
    permission: 'EmbeddedApplication',
  },
  {
    accessKeyId: 'AKIALOCALOPERATOR000',
    secretAccessKey: 'local-operator',
    name: 'operator',
    permission: 'Operator',
  },
  {
    accessKeyId: 'AKIALOCALINITECHADM0',
    secretAccessKey: 'local-initech-admin',
    name: 'initech-admin',
    permission: 'OrganizationAdmin',
    organization: 'initech',
  },
  {
    accessKeyId: 'AKIALOCALACMEVIEWER0',
    secretAccessKey: 'local-acme-viewer',
    name: 'acme-viewer',
    permission: 'OrganizationViewer',
    organization: 'acme',
  },
];

export const principalOf = (accessKeyId: string): Principal | undefined =>
  principals.find((principal) => principal.accessKeyId === accessKeyId);

/** @throws {TypeError} if there is no such principal */
export function principalNamed(wanted: string): Principal {
  const principal = principals.find(({ name }) => name === wanted);
  if (principal === undefined) throw new TypeError(`no principal ${wanted}`);
  return principal;
}

export const userArn = ({ permission, name }: Principal): string =>
  `arn:aws:sts::000000000000:assumed-role/${permission}/${name}`;

/**
 * Decides as IAM does with the managed policies of the stack: on the path as it was sent, character by
 * character, where `*` in a policy matches any characters, slashes included.
 */
export function mayInvoke({ permission, organization }: Principal, method: string, path: string): boolean {
  const matches = (resource: string): boolean => {
    if (organization === undefined && resource.includes('${')) return false;
    const pattern = resource
      .replace('${aws:PrincipalTag/organization}', organization ?? '')
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*');
    return new RegExp(`^${pattern}$`).test(`${method}${path}`);
  };
  return invokableResources(permission).some(matches) && !deniedResources(permission).some(matches);
}
