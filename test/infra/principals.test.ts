import { describe, expect, test } from 'vitest';
import { type Operation, operations, type Permission } from '../../shared/contract/operations.ts';
import { allows, type PolicyDocument } from './support/simulate.ts';
import { resourcesOf, templateOf, textOf } from './support/templates.ts';

/** Who may call what. An operation that is not here fails the first test: decide, and write it down. */
const whoMayCall: Record<string, readonly Permission[]> = {
  'list-secrets': ['OrganizationAdmin'],
  'create-secret': ['OrganizationAdmin'],
  'reveal-secret': ['OrganizationAdmin'],
  'rename-secret': ['OrganizationAdmin'],
  'delete-secret': ['OrganizationAdmin'],
  'get-secret': ['OrganizationAdmin'],
  'rotate-secret': ['OrganizationAdmin'],
  'schedule-retirement': ['OrganizationAdmin'],
  'cancel-retirement': ['OrganizationAdmin'],
  'disable-secret': ['OrganizationAdmin'],
  'enable-secret': ['OrganizationAdmin'],
  'limit-secret': ['OrganizationAdmin'],
  'create-session': ['OrganizationAdmin', 'OrganizationServer'],
  'list-sessions': ['OrganizationAdmin'],
  'get-session': ['OrganizationAdmin'],
  'end-session': ['OrganizationAdmin'],
  'end-all-sessions': ['OrganizationAdmin'],
  'erase-viewer': ['OrganizationAdmin'],
  'list-events': ['OrganizationAdmin'],
  'get-session-claims': ['EmbeddedApplication'],
  'generate-url': ['OrganizationAdmin', 'OrganizationServer'],
  'inspect-url': ['OrganizationAdmin', 'OrganizationServer'],
  'get-settings': ['OrganizationAdmin'],
  'update-settings': ['OrganizationAdmin'],
  'list-organizations': ['Operator'],
  'get-organization': ['Operator'],
  'put-organization': ['Operator'],
  'delete-organization': ['Operator'],
  'list-hosts': ['Operator'],
  'put-host': ['Operator'],
  'delete-host': ['Operator'],
  'rotate-environment-keys': ['Operator'],
};

const all: readonly Operation[] = operations;
const permissions = ['OrganizationAdmin', 'OrganizationServer', 'EmbeddedApplication', 'Operator'] as const;

/** The managed policy of a permission; one with nothing in it where no operation is for it. */
function policyOf(permission: Permission | 'OrganizationViewer'): PolicyDocument {
  const template = templateOf('production', 'EmbedSecretsApi');
  const policies = Object.values(resourcesOf(template, 'AWS::IAM::ManagedPolicy'));
  const found = policies.find(({ Properties }) => Properties.ManagedPolicyName === permission);
  const { Version, Statement } = found?.Properties.PolicyDocument ?? { Version: '2012-10-17', Statement: [] };
  return {
    Version,
    Statement: Statement.map((statement: { Resource: unknown }) => ({
      ...statement,
      Resource: [statement.Resource].flat().map((arn) => textOf(arn, () => 'a1b2c3d4e5')),
    })),
  };
}

const mayInvoke = (policy: PolicyDocument, method: string, path: string, organization?: string): boolean =>
  allows(policy, {
    action: 'execute-api:Invoke',
    resource: `arn:aws:execute-api:us-east-1:333333333333:a1b2c3d4e5/$default/${method}${path}`,
    context: organization === undefined ? {} : { 'aws:PrincipalTag/organization': organization },
  });

const pathIn = (organization: string, path: string): string =>
  path.replace('{organizationId}', organization).replaceAll(/\{\w+\}/g, '01JD0000000000000000000000');

test('whoMayCall decides about every operation', () => {
  const undecided = all.map(({ id }) => id).filter((id) => whoMayCall[id] === undefined);
  expect(undecided, `add to whoMayCall in ${import.meta.filename}`).toEqual([]);
});

describe.each(permissions)('%s', (permission) => {
  const ofAnOrganization = permission === 'OrganizationAdmin' || permission === 'OrganizationServer';
  const tag = ofAnOrganization ? 'acme' : undefined;

  test.each(all)('$id: allowed exactly as whoMayCall says', ({ id, method, path }) => {
    const may = whoMayCall[id]?.includes(permission) ?? false;
    const policy = policyOf(permission);
    expect({
      own: mayInvoke(policy, method, pathIn('acme', path), tag),
      other: mayInvoke(policy, method, pathIn('globex', path), tag),
      untagged: mayInvoke(policy, method, pathIn('acme', path)),
    }).toEqual({ own: may, other: may && !ofAnOrganization, untagged: may && !ofAnOrganization });
  });

  test('every line of the policy names its method and its path: a star is one id and no more than that', () => {
    const prefix = 'arn:aws:execute-api:us-east-1:333333333333:a1b2c3d4e5/$default/';
    const allowing = policyOf(permission).Statement.filter(({ Effect }) => Effect === 'Allow');
    for (const resource of allowing.flatMap(({ Resource }) => Resource)) {
      expect(resource.startsWith(prefix)).toBe(true);
      const named = resource.slice(prefix.length).replace('${aws:PrincipalTag/organization}', 'acme');
      const [method, ...segments] = named.split('/');
      const route = all.find(
        (operation) =>
          operation.method === method &&
          whoMayCall[operation.id]?.includes(permission) &&
          operation.path.slice(1).split('/').length === segments.length &&
          operation.path
            .slice(1)
            .split('/')
            .every((segment, index) => segment.startsWith('{') || segment === segments[index]),
      );
      expect([resource, route !== undefined]).toEqual([resource, true]);
    }
  });

  test('no other API of the account, and nothing but to invoke', () => {
    const policy = policyOf(permission);
    for (const { method, path } of all) {
      const request = {
        resource: `arn:aws:execute-api:us-east-1:333333333333:zzzzzzzzzz/$default/${method}${pathIn('acme', path)}`,
        context: { 'aws:PrincipalTag/organization': 'acme' },
      };
      expect(allows(policy, { action: 'execute-api:Invoke', ...request })).toBe(false);
    }
    const actions = policy.Statement.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action !== 'execute-api:Invoke')).toEqual([]);
  });
});

test("an organization whose name begins as another's does not reach it", () => {
  const policy = policyOf('OrganizationAdmin');
  expect(mayInvoke(policy, 'GET', '/organizations/acme-labs/embed/secrets', 'acme')).toBe(false);
  expect(mayInvoke(policy, 'GET', '/organizations/acme/embed/secrets', 'acme-labs')).toBe(false);
});

/** What someone sees who may change nothing. Never a key: `reveal-secret` is not here. */
const viewerMayCall = [
  'list-secrets',
  'get-secret',
  'list-sessions',
  'inspect-url',
  'get-session',
  'get-settings',
  'list-events',
];

test.each(all)(
  'OrganizationViewer: $id is allowed only if it reads, and in the own organization',
  ({ id, method, path }) => {
    const policy = policyOf('OrganizationViewer');
    expect({
      own: mayInvoke(policy, method, pathIn('acme', path), 'acme'),
      other: mayInvoke(policy, method, pathIn('globex', path), 'acme'),
      untagged: mayInvoke(policy, method, pathIn('acme', path)),
    }).toEqual({ own: viewerMayCall.includes(id), other: false, untagged: false });
  },
);

test.each(['OrganizationAdmin', 'OrganizationServer'] as const)(
  'without the session tag in its paths, %s would reach other organizations',
  (permission) => {
    const policy = policyOf(permission);
    const untied = JSON.parse(
      JSON.stringify(policy).replaceAll('${aws:PrincipalTag/organization}', '*'),
    ) as PolicyDocument;
    for (const { id, method, path } of all.filter(({ id }) => whoMayCall[id]?.includes(permission))) {
      expect([id, mayInvoke(untied, method, pathIn('globex', path), 'acme')]).toEqual([id, true]);
    }
  },
);
