import { describe, expect, test } from 'vitest';
import { environmentNames, environments } from '../../infra/environments.ts';
import { operations } from '../../shared/contract/operations.ts';
import { allows, type PolicyDocument } from './support/simulate.ts';
import { resourceOf, resourcesOf, type Template, templateOf, textOf } from './support/templates.ts';

const organization = 'embed-secrets-canary';
const template = (): Template => templateOf('production', 'EmbedSecretsCanary');

/** The only policy of the canary's role. */
function policy(): PolicyDocument {
  const { Version, Statement } = resourceOf(template(), 'AWS::IAM::Policy').Properties.PolicyDocument;
  return {
    Version,
    Statement: Statement.map((statement: { Resource: unknown }) => ({
      ...statement,
      Resource: [statement.Resource]
        .flat()
        .map((arn) =>
          textOf(arn, (reference) => (reference === 'EmbedSecretsApi' ? 'a1b2c3d4e5' : reference)),
        ),
    })),
  };
}

const mayInvoke = (method: string, path: string, api = 'a1b2c3d4e5'): boolean =>
  allows(policy(), {
    action: 'execute-api:Invoke',
    resource: `arn:aws:execute-api:us-east-1:333333333333:${api}/$default/${method}${path}`,
    context: {},
  });

const pathOf = (path: string, organizationId: string): string =>
  path.replace('{organizationId}', organizationId).replaceAll(/\{\w+\}/g, '01JD0000000000000000000000');

describe("the canary's role", () => {
  test.each(operations)('$id: only what it calls, on its own organization only', ({ id, method, path }) => {
    const isCalled = ['list-secrets', 'create-secret', 'delete-secret'].includes(id);
    expect({
      own: mayInvoke(method, pathOf(path, organization)),
      other: mayInvoke(method, pathOf(path, 'acme')),
      longer: mayInvoke(method, pathOf(path, `${organization}-2`)),
      otherApi: mayInvoke(method, pathOf(path, organization), 'zzzzzzzzzz'),
    }).toEqual({ own: isCalled, other: false, longer: false, otherApi: false });
  });

  test('does not reach another organization through the wildcard of its own path', () => {
    const climbing = `/organizations/${organization}/embed/secrets/../../acme/embed/secrets/01JD0000000000000000000000`;
    expect(mayInvoke('DELETE', climbing)).toBe(false);
    expect(mayInvoke('DELETE', `/organizations/${organization}/embed/secrets/`)).toBe(false);
  });

  test('has no star, and may do nothing but call the API and write its log', () => {
    const { Statement } = policy();
    const [logGroup] = Object.keys(resourcesOf(template(), 'AWS::Logs::LogGroup'));
    expect(Statement.map(({ Effect, Action }) => [Effect, Action])).toEqual([
      ['Allow', ['logs:CreateLogStream', 'logs:PutLogEvents']],
      ['Allow', 'execute-api:Invoke'],
    ]);
    expect(Statement[0]?.Resource).toEqual([`${logGroup}.Arn`]);
    expect(JSON.stringify(Statement)).not.toContain('*');
    const { ManagedPolicyArns, Policies } = resourceOf(template(), 'AWS::IAM::Role').Properties;
    expect([ManagedPolicyArns, Policies]).toEqual([undefined, undefined]);
  });
});

test.each(environmentNames)('in %s, the canary runs every five minutes and never twice', (name) => {
  const canary = templateOf(name, 'EmbedSecretsCanary');
  const [functionId] = Object.keys(resourcesOf(canary, 'AWS::Lambda::Function'));
  expect(resourceOf(canary, 'AWS::Events::Rule').Properties).toMatchObject({
    ScheduleExpression: 'rate(5 minutes)',
    State: 'ENABLED',
    Targets: [
      {
        Arn: { 'Fn::GetAtt': [functionId, 'Arn'] },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 300 },
      },
    ],
  });
  expect(resourceOf(canary, 'AWS::Lambda::EventInvokeConfig').Properties).toMatchObject({
    FunctionName: { Ref: functionId },
    MaximumRetryAttempts: 0,
  });
  const { Environment, Timeout } = resourceOf(canary, 'AWS::Lambda::Function').Properties;
  expect(Object.keys(Environment.Variables).sort()).toEqual(['EMBED_API_URL', 'EMBED_DOMAIN']);
  expect(Environment.Variables.EMBED_DOMAIN).toBe(environments[name].embedDomain);
  expect(Timeout).toBeLessThan(300);
});

test('a run that fails and a canary that does not run each have an alarm', () => {
  const [functionId] = Object.keys(resourcesOf(template(), 'AWS::Lambda::Function'));
  const [topic] = Object.keys(resourcesOf(template(), 'AWS::SNS::Topic'));
  const alarms = Object.values(resourcesOf(template(), 'AWS::CloudWatch::Alarm')).map(
    ({ Properties }) => Properties,
  );
  const common = {
    Namespace: 'AWS/Lambda',
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionId } }],
    Statistic: 'Sum',
    Threshold: 1,
    EvaluationPeriods: 1,
    AlarmActions: [{ Ref: topic }],
    OKActions: [{ Ref: topic }],
  };
  expect(alarms).toEqual([
    expect.objectContaining({
      ...common,
      MetricName: 'Errors',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Period: 300,
      TreatMissingData: 'notBreaching',
    }),
    expect.objectContaining({
      ...common,
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Period: 900,
      TreatMissingData: 'breaching',
    }),
  ]);
});
