import { describe, expect, test } from 'vitest';
import { environmentNames, environments } from '../../infra/environments.ts';
import { resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const dataOf = (name: (typeof environmentNames)[number]) => templateOf(name, 'EmbedSecretsData');
const getAtt = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });

/** The logical id of the only resource of a type. */
const idOf = (type: string): string => {
  const [id = '', ...others] = Object.keys(resourcesOf(dataOf('staging'), type));
  expect(others).toEqual([]);
  return id;
};
const eventsTableId = (): string =>
  Object.entries(resourcesOf(dataOf('staging'), 'AWS::DynamoDB::GlobalTable')).find(
    ([, { Properties }]) => Properties.TableName === 'EmbedEvents',
  )?.[0] ?? '';
const pipe = () => resourceOf(dataOf('staging'), 'AWS::Pipes::Pipe');

test.each(environmentNames)('in %s, a pipe takes the events from their table’s stream to a bus', (name) => {
  const { Properties } = resourceOf(dataOf(name), 'AWS::Pipes::Pipe');
  expect(Properties.Source).toEqual(getAtt(eventsTableId(), 'StreamArn'));
  expect(Properties.Target).toEqual(getAtt(idOf('AWS::Events::EventBus'), 'Arn'));
  expect(Properties.SourceParameters.DynamoDBStreamParameters).toEqual({
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 10,
    MaximumRetryAttempts: 20,
    OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
    DeadLetterConfig: { Arn: getAtt(idOf('AWS::SQS::Queue'), 'Arn') },
  });
  expect(resourceOf(dataOf(name), 'AWS::Events::EventBus').Properties.Name).toBe('embed-secrets-audit');
});

test('only the table of the events has a stream: the others hold keys', () => {
  const tables = Object.values(resourcesOf(dataOf('staging'), 'AWS::DynamoDB::GlobalTable'));
  const streams = tables.map(({ Properties }) => [Properties.TableName, Properties.StreamSpecification]);
  expect(Object.fromEntries(streams)).toEqual({
    EmbedSecrets: undefined,
    EmbedSessions: undefined,
    EmbedEvents: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
});

describe('the role of the pipe', () => {
  const { region, account } = environments.staging;
  const roleId = () => pipe().Properties.RoleArn['Fn::GetAtt'][0];

  test('can be assumed by this pipe alone', () => {
    const { AssumeRolePolicyDocument } = dataOf('staging').Resources[roleId()]?.Properties ?? {};
    expect(AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'pipes.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': `arn:aws:pipes:${region}:${account}:pipe/embed-secrets-audit` },
        },
      },
    ]);
  });

  test('may read this stream, decrypt with the tables’ key, put events on this bus, and nothing else', () => {
    const policies = Object.entries(resourcesOf(dataOf('staging'), 'AWS::IAM::Policy')).filter(
      ([, { Properties }]) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === roleId()),
    );
    expect(policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        Resource: getAtt(eventsTableId(), 'StreamArn'),
      },
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: getAtt(idOf('AWS::KMS::Key'), 'Arn'),
        Condition: {
          StringEquals: {
            'kms:ViaService': [
              `dynamodb.${region}.amazonaws.com`,
              `streams.dynamodb.${region}.amazonaws.com`,
            ],
          },
        },
      },
      {
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Resource: getAtt(idOf('AWS::Events::EventBus'), 'Arn'),
      },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: getAtt(idOf('AWS::SQS::Queue'), 'Arn') },
    ]);
    expect(pipe().DependsOn).toEqual(policies.map(([id]) => id));
  });
});

test('the example rule e-mails the alarm address when a key is returned to someone, without the secret’s name', () => {
  const rules = Object.values(resourcesOf(dataOf('staging'), 'AWS::Events::Rule'));
  const topic = idOf('AWS::SNS::Topic');
  expect(rules.map(({ Properties }) => Properties)).toEqual([
    expect.objectContaining({
      EventBusName: { Ref: idOf('AWS::Events::EventBus') },
      EventPattern: {
        source: ['embed-secrets'],
        'detail-type': ['Embed Secrets Audit Event'],
        detail: { type: ['secret_created', 'secret_rotated', 'secret_revealed'] },
      },
      Targets: [
        expect.objectContaining({
          Arn: { Ref: topic },
          RoleArn: expect.anything(),
          InputTransformer: {
            InputPathsMap: expect.not.objectContaining({ 'detail-item': expect.anything() }),
            InputTemplate:
              '"<detail-type> in <detail-organizationId> by <detail-actor> at <detail-at> (request <detail-requestId>)"',
          },
        }),
      ],
    }),
  ]);
  const { EventBridgeEventBusParameters: sent } = pipe().Properties.TargetParameters;
  expect(sent).toEqual({ Source: 'embed-secrets', DetailType: 'Embed Secrets Audit Event' });
});

test('what was not delivered is kept for 14 days, and accepted over TLS only', () => {
  const { Properties } = resourceOf(dataOf('staging'), 'AWS::SQS::Queue');
  expect(Properties.MessageRetentionPeriod).toBe(14 * 86_400);
  const { Statement } = resourceOf(dataOf('staging'), 'AWS::SQS::QueuePolicy').Properties.PolicyDocument;
  expect(Statement).toEqual([
    expect.objectContaining({
      Effect: 'Deny',
      Action: 'sqs:*',
      Principal: { AWS: '*' },
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  ]);
});
