import { describe, expect, test } from 'vitest';
import { operations } from '../../shared/contract/operations.ts';
import { functionsMay } from './support/functions-may.ts';
import {
  allows,
  allowsChecked,
  type IamRequest,
  type PolicyDocument,
  withoutEachCondition,
} from './support/simulate.ts';
import { type Cell, cellsOf, mayBe, requestOf, tlsOnlyPolicies } from './support/table-cells.ts';
import { resourceOf, resourcesOf, type Template, templateOf } from './support/templates.ts';

const edge = 'viewer-request';
const ids: readonly string[] = [...operations.map(({ id }) => id), edge];

/** Its tables are in another region than its edge. */
const environment = 'staging';
const region = 'eu-central-1';
const account = '222222222222';

/** What a function's role allows, apart from writing its own log. */
function policyOf(id: string): PolicyDocument {
  const { template, role, logGroupArn } = roleOf(id);
  expect(template.Resources[role]?.Properties.ManagedPolicyArns).toBeUndefined();
  const statements = Object.values(resourcesOf(template, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const isOfLog = ({ Action }: { Action: string | string[] }) => [Action].flat()[0]?.startsWith('logs:');
  expect(statements.filter(isOfLog)).toEqual([
    { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: logGroupArn },
  ]);
  return { Version: '2012-10-17', Statement: statements.filter((statement) => !isOfLog(statement)) };
}

function roleOf(id: string): { template: Template; role: string; logGroupArn: unknown } {
  const template = templateOf(environment, id === edge ? 'EmbedSecretsEdge' : 'EmbedSecretsApi');
  const { method, path } = operations.find((operation) => operation.id === id) ?? {};
  const handler = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).find(
    ({ Properties }) => id === edge || Properties.Description === `${method} ${path}`,
  );
  const [role] = handler?.Properties.Role['Fn::GetAtt'] ?? [];
  const logGroup = handler?.Properties.LoggingConfig.LogGroup;
  const logGroupArn =
    id === edge
      ? `arn:aws:logs:*:${account}:log-group:${logGroup}:*`
      : { 'Fn::GetAtt': [logGroup.Ref, 'Arn'] };
  return { template, role, logGroupArn };
}

const cells = cellsOf();
const tls = tlsOnlyPolicies(environment);
const may = (policy: PolicyDocument, cell: Cell): boolean =>
  allows(policy, requestOf(cell, { region, account }));

test('functionsMay decides about every function', () => {
  const undecided = ids.filter((id) => functionsMay[id] === undefined);
  expect(undecided, 'add to functionsMay in test/infra/support/functions-may.ts').toEqual([]);
});

describe.each(ids.filter((id) => functionsMay[id] !== undefined))('%s', (id) => {
  const mayDo = functionsMay[id] ?? [];
  test('may do what functionsMay says, and nothing else with any table, key or attribute', () => {
    const policy = policyOf(id);
    const wrong = cells.filter((cell) => may(policy, cell) !== mayBe(mayDo, cell));
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  test('IAM knows every action and condition key of it, and without TLS nothing is allowed', async () => {
    const policies = (cell: Cell) => ({ identity: policyOf(id), resource: tls[cell.table] });
    const allowed = cells.filter((cell) => mayBe(mayDo, cell));
    for (const cell of allowed.slice(0, 40)) {
      const request = requestOf(cell, { region, account });
      const plain = { ...request, context: { ...request.context, 'aws:SecureTransport': 'false' } };
      expect([cell, await allowsChecked(policies(cell), request)]).toEqual([cell, true]);
      expect([cell, await allowsChecked(policies(cell), plain)]).toEqual([cell, false]);
    }
  });

  test("may use the tables' key, through DynamoDB only, and no other key", async () => {
    for (const { request, allowed } of keyRequests) {
      const policies = { identity: policyOf(id), resource: keyPolicy() };
      expect([request, await allowsChecked(policies, request)]).toEqual([request, allowed]);
    }
  });

  test('may look up an admin if it records who did it, in the user pool of the environment only', async () => {
    const recordsActor = operations.some((operation) => operation.id === id && 'recordsActor' in operation);
    const policies = { identity: policyOf(id) };
    for (const { request, allowed } of userPoolRequests) {
      const may = await allowsChecked(policies, request);
      expect([request, may]).toEqual([request, recordsActor && allowed]);
    }
  });

  test('without any one of its conditions it could do more', async () => {
    for (const { without, policy } of withoutEachCondition(policyOf(id))) {
      const policies = { identity: policy, resource: keyPolicy() };
      const keyUses = await Promise.all(keyRequests.map(({ request }) => allowsChecked(policies, request)));
      const lookups = await Promise.all(
        userPoolRequests.map(({ request }) => allowsChecked({ identity: policy }, request)),
      );
      const more =
        lookups.some((lookup, index) => lookup && !userPoolRequests[index]?.allowed) ||
        keyUses.some((use, index) => use && !keyRequests[index]?.allowed) ||
        cells.some((cell) => !mayBe(mayDo, cell) && may(policy, cell));
      expect([without, more]).toEqual([without, true]);
    }
  });
});

test.each(['rename-secret', 'update-settings', 'end-all-sessions'])(
  '%s can neither enable a secret, nor remove its limits, nor postpone its retirement',
  (id) => {
    const policy = policyOf(id);
    const guarded = ['lifecycle', 'keys', 'disabledKeys', 'retiredKeys'];
    const touching = cells.filter(
      ({ table, attributes }) =>
        table === 'EmbedSecrets' && attributes.some((name) => guarded.includes(name)),
    );
    expect(touching.filter((cell) => !readActions.has(cell.action) && may(policy, cell))).toEqual([]);
  },
);

test('the edge can write nothing in EmbedSecrets', () => {
  const policy = policyOf(edge);
  const written = cells.filter((cell) => cell.table === 'EmbedSecrets' && !readActions.has(cell.action));
  expect(written.filter((cell) => may(policy, cell))).toEqual([]);
});

test('of the API, only rotate-environment-keys reads the keys of the environment', () => {
  const readsThem = cells.filter(
    ({ table, action, partitions }) =>
      table === 'EmbedSecrets' && readActions.has(action) && partitions.includes('ENVIRONMENT'),
  );
  const readers = ids.filter((id) => {
    const policy = policyOf(id);
    return readsThem.some((cell) => may(policy, cell));
  });
  expect(readers).toEqual(['rotate-environment-keys', edge]);
});

const readActions = new Set([
  'GetItem',
  'BatchGetItem',
  'Query',
  'Scan',
  'ConditionCheckItem',
  'PartiQLSelect',
]);

const keyPolicy = (): unknown =>
  resourceOf(templateOf(environment, 'EmbedSecretsData'), 'AWS::KMS::Key').Properties.KeyPolicy;

const keyRequest = (
  action: string,
  { alias = 'alias/embed-secrets', via = `dynamodb.${region}.amazonaws.com`, in: keyRegion = region } = {},
): IamRequest => ({
  action,
  resource: `arn:aws:kms:${keyRegion}:${account}:key/11111111-2222-4333-8444-555555555555`,
  context: { 'kms:ResourceAliases': [alias], ...(via === '' ? {} : { 'kms:ViaService': via }) },
});

const userPoolRequest = (action: string, tags: Record<string, string>): IamRequest => ({
  action: `cognito-idp:${action}`,
  resource: `arn:aws:cognito-idp:${region}:${account}:userpool/${region}_AbCdEfGhI`,
  context: tags,
});

const environmentTags = { 'aws:ResourceTag/embed-secrets:environment': environment };

const userPoolRequests: { request: IamRequest; allowed: boolean }[] = [
  { request: userPoolRequest('AdminGetUser', environmentTags), allowed: true },
  { request: userPoolRequest('AdminGetUser', {}), allowed: false },
  {
    request: userPoolRequest('AdminGetUser', { 'aws:ResourceTag/embed-secrets:environment': 'production' }),
    allowed: false,
  },
  { request: userPoolRequest('ListUsers', environmentTags), allowed: false },
  { request: userPoolRequest('AdminUpdateUserAttributes', environmentTags), allowed: false },
];

const keyRequests: { request: IamRequest; allowed: boolean }[] = [
  { request: keyRequest('kms:Decrypt'), allowed: true },
  { request: keyRequest('kms:Decrypt', { via: '' }), allowed: false },
  { request: keyRequest('kms:Decrypt', { via: `secretsmanager.${region}.amazonaws.com` }), allowed: false },
  { request: keyRequest('kms:Decrypt', { alias: 'alias/another' }), allowed: false },
  { request: keyRequest('kms:Decrypt', { in: 'eu-west-1' }), allowed: false },
  ...['kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant', 'kms:DisableKey', 'kms:PutKeyPolicy'].map(
    (action) => ({ request: keyRequest(action), allowed: false }),
  ),
];
