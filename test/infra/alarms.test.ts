import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { environmentNames, environments } from '../../infra/environments.ts';
import { type Resource, resourceOf, resourcesOf, stacksOf, templateOf } from './support/templates.ts';

const stacks = ['EmbedSecretsData', 'EmbedSecretsApi', 'EmbedSecretsEdge', 'EmbedSecretsMonitoring'] as const;
const cases = environmentNames.flatMap((name) => stacks.map((stack) => [name, stack] as const));

test.each(cases)(
  'in %s, every alarm of %s reaches the alarm address, and says when it is over',
  (name, stack) => {
    const template = templateOf(name, stack);
    const [topic] = Object.keys(resourcesOf(template, 'AWS::SNS::Topic'));
    for (const { Properties } of Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm'))) {
      expect(Properties).toMatchObject({
        AlarmActions: [{ Ref: topic }],
        OKActions: [{ Ref: topic }],
        TreatMissingData: 'notBreaching',
        EvaluationPeriods: 1,
      });
    }
    expect(resourceOf(template, 'AWS::SNS::Subscription').Properties).toEqual({
      Protocol: 'email',
      Endpoint: environments[name].alarmAddress,
      TopicArn: { Ref: topic },
    });
  },
);

test.each(cases)(
  "in %s, only the account's own alarms publish to the topic of %s, over TLS",
  (name, stack) => {
    const template = templateOf(name, stack);
    const [topic] = Object.keys(resourcesOf(template, 'AWS::SNS::Topic'));
    const { Statement } = resourceOf(template, 'AWS::SNS::TopicPolicy').Properties.PolicyDocument;
    expect(Statement).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 'sns:Publish',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      {
        Sid: 'AlarmsOfTheAccount',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Resource: { Ref: topic },
        Condition: { StringEquals: { 'aws:SourceAccount': environments[name].account } },
      },
    ]);
  },
);

/** Every alarm of an environment, by stack. */
const alarmsOf = (stack: Parameters<typeof resourcesOf>[0]): Resource['Properties'][] =>
  Object.values(resourcesOf(stack, 'AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);

describe("the edge function's alarms, in each Region that it runs in", () => {
  const edgeLogs = Object.entries(stacksOf('production')).filter(([name]) =>
    name.startsWith('EmbedSecretsEdgeLogs-'),
  );
  const account = environments.production.account;

  test.each(edgeLogs)('%s has all of them', (_, stack) => {
    expect(alarmsOf(stack).map(({ AlarmName, MetricName }) => [AlarmName, MetricName])).toEqual([
      ['embed-secrets-edge-function-errors', 'Errors'],
      ['embed-secrets-edge-function-throttles', 'Throttles'],
      ['embed-secrets-edge-function-unavailable', 'EdgeUnavailable'],
      ['embed-secrets-edge-function-signature-mismatches', 'SignatureMismatches'],
      ['embed-secrets-edge-function-uncounted', 'Uncounted'],
    ]);
  });

  const pattern = {
    source: ['aws.cloudwatch'],
    'detail-type': ['CloudWatch Alarm State Change'],
    detail: { alarmName: [{ prefix: 'embed-secrets-edge-function-' }] },
  };

  test.each(edgeLogs.filter(([name]) => !name.endsWith('-us-east-1')))(
    '%s forwards their changes of state to us-east-1, and can send nothing anywhere else',
    (_, stack) => {
      const bus = `arn:aws:events:us-east-1:${account}:event-bus/default`;
      const { EventPattern, Targets } = resourceOf(stack, 'AWS::Events::Rule').Properties;
      expect(EventPattern).toEqual(pattern);
      expect(Targets).toEqual([expect.objectContaining({ Arn: bus })]);
      expect(resourceOf(stack, 'AWS::IAM::Policy').Properties.PolicyDocument.Statement).toEqual([
        { Effect: 'Allow', Action: 'events:PutEvents', Resource: bus },
      ]);
    },
  );

  test('us-east-1 does not forward to itself', () => {
    const stack = stacksOf('production')['EmbedSecretsEdgeLogs-us-east-1'];
    expect(stack && resourcesOf(stack, 'AWS::Events::Rule')).toEqual({});
  });

  test('a rule in us-east-1 notifies the alarm address of all of them', () => {
    const template = templateOf('production', 'EmbedSecretsEdge');
    const [topic] = Object.keys(resourcesOf(template, 'AWS::SNS::Topic'));
    const { EventPattern, Targets } = resourceOf(template, 'AWS::Events::Rule').Properties;
    expect(EventPattern).toEqual(pattern);
    expect(Targets).toEqual([expect.objectContaining({ Arn: { Ref: topic }, RoleArn: expect.anything() })]);
  });
});

test.each(environmentNames)('the runbook has a heading for every alarm of %s, and for no other', (name) => {
  const runbook = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const headings = [...runbook.matchAll(/^### `(embed-secrets-[\w*-]+)`$/gm)].map(
    ([, heading = '']) => heading,
  );
  const names = Object.values(stacksOf(name)).flatMap((stack) =>
    alarmsOf(stack).map(({ AlarmName }) => AlarmName as string),
  );
  const covers = (heading: string, alarm: string) =>
    heading.endsWith('*') ? alarm.startsWith(heading.slice(0, -1)) : alarm === heading;
  expect(names.filter((alarm) => !headings.some((heading) => covers(heading, alarm)))).toEqual([]);
  expect(headings.filter((heading) => !names.some((alarm) => covers(heading, alarm)))).toEqual([]);
});
