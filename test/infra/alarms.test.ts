import { expect, test } from 'vitest';
import { environmentNames, environments } from '../../infra/environments.ts';
import { resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const stacks = ['EmbedSecretsData', 'EmbedSecretsApi', 'EmbedSecretsEdge'] as const;
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
