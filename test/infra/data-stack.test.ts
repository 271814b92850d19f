import { describe, expect, test } from 'vitest';
import { resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const keptEnvironments = ['staging', 'production'] as const;

const tableOf = (environment: 'dev' | 'staging' | 'production', name: string) => {
  const tables = resourcesOf(templateOf(environment, 'EmbedSecretsData'), 'AWS::DynamoDB::GlobalTable');
  const table = Object.values(tables).find(({ Properties }) => Properties.TableName === name);
  if (table === undefined) throw new TypeError(`no table ${name}`);
  return table;
};

describe.each(['EmbedSecrets', 'EmbedSessions', 'EmbedEvents'])('%s', (name) => {
  test.each(keptEnvironments)('outlives its stack in %s, and can be brought back', (environment) => {
    const { DeletionPolicy, UpdateReplacePolicy, Properties } = tableOf(environment, name);
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    expect(Properties.Replicas).toEqual([
      expect.objectContaining({
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    ]);
  });

  test('goes with its stack in dev', () => {
    const { DeletionPolicy, Properties } = tableOf('dev', name);
    expect(DeletionPolicy).toBe('Delete');
    expect(Properties.Replicas).toEqual([expect.objectContaining({ DeletionProtectionEnabled: false })]);
  });

  test("is encrypted with the customer's own key, which is rotated", () => {
    const template = templateOf('production', 'EmbedSecretsData');
    const [[keyId, key] = []] = Object.entries(resourcesOf(template, 'AWS::KMS::Key'));
    expect(key?.Properties.EnableKeyRotation).toBe(true);
    expect(tableOf('production', name).Properties.SSESpecification).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
    });
    expect(tableOf('production', name).Properties.Replicas).toEqual([
      expect.objectContaining({ SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] } } }),
    ]);
  });

  test('refuses requests without TLS', () => {
    const [replica] = tableOf('production', name).Properties.Replicas;
    const arn = `arn:aws:dynamodb:us-east-1:333333333333:table/${name}`;
    expect(replica.ResourcePolicy.PolicyDocument.Statement).toEqual([
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'dynamodb:*',
        Resource: [arn, `${arn}/index/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });
});

test('the tables have the keys, the expiry and the index that the code reads and writes by', () => {
  expect(tableOf('production', 'EmbedSecrets').Properties.KeySchema).toEqual([
    { AttributeName: 'partitionKey', KeyType: 'HASH' },
    { AttributeName: 'sortKey', KeyType: 'RANGE' },
  ]);
  expect(tableOf('production', 'EmbedSecrets').Properties.GlobalSecondaryIndexes).toEqual([
    expect.objectContaining({
      IndexName: 'directory',
      KeySchema: [
        { AttributeName: 'sortKey', KeyType: 'HASH' },
        { AttributeName: 'partitionKey', KeyType: 'RANGE' },
      ],
      // Nothing about secrets, and no key.
      Projection: {
        ProjectionType: 'INCLUDE',
        NonKeyAttributes: ['embedEnabled', 'organizationId', 'deletionStartedAt', 'deletedAt'],
      },
    }),
  ]);
  const { Properties: sessions } = tableOf('production', 'EmbedSessions');
  expect(sessions.KeySchema).toEqual([{ AttributeName: 'partitionKey', KeyType: 'HASH' }]);
  expect(sessions.TimeToLiveSpecification).toEqual({ AttributeName: 'purgeAt', Enabled: true });
  expect(sessions.GlobalSecondaryIndexes).toEqual([
    expect.objectContaining({
      IndexName: 'byOrganization',
      KeySchema: [
        { AttributeName: 'organizationId', KeyType: 'HASH' },
        { AttributeName: 'createdAt', KeyType: 'RANGE' },
      ],
    }),
  ]);
});

test('only the audit trail has a stream: one of EmbedSecrets would carry keys', () => {
  const streams = ['EmbedSecrets', 'EmbedSessions', 'EmbedEvents'].map(
    (name) => tableOf('production', name).Properties.StreamSpecification,
  );
  expect(streams).toEqual([undefined, undefined, { StreamViewType: 'NEW_AND_OLD_IMAGES' }]);
});

test("the key has the alias that the functions' permissions name", () => {
  const template = templateOf('production', 'EmbedSecretsData');
  const [keyId] = Object.keys(resourcesOf(template, 'AWS::KMS::Key'));
  expect(resourceOf(template, 'AWS::KMS::Alias').Properties).toEqual({
    AliasName: 'alias/embed-secrets',
    TargetKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] },
  });
});

test('only the account itself administers the key: who uses it is said by IAM', () => {
  const { KeyPolicy } = resourceOf(templateOf('production', 'EmbedSecretsData'), 'AWS::KMS::Key').Properties;
  expect(KeyPolicy.Statement).toEqual([
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::333333333333:root' },
      Action: 'kms:*',
      Resource: '*',
    },
  ]);
});

test('a throttled or failing table notifies the alarm address', () => {
  const template = templateOf('production', 'EmbedSecretsData');
  const [topic] = Object.keys(resourcesOf(template, 'AWS::SNS::Topic'));
  const alarms = Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')).map(
    ({ Properties: { AlarmName, MetricName, Dimensions, Threshold, AlarmActions } }) => {
      expect([AlarmName, AlarmActions]).toEqual([AlarmName, [{ Ref: topic }]]);
      return [
        AlarmName,
        MetricName,
        Dimensions?.map(({ Value }: { Value: string }) => Value).join('/'),
        Threshold,
      ];
    },
  );
  expect(alarms).toEqual(
    expect.arrayContaining([
      ['embed-secrets-table-read-throttles-EmbedSecrets', 'ReadThrottleEvents', 'EmbedSecrets', 1],
      ['embed-secrets-table-write-throttles-EmbedSecrets', 'WriteThrottleEvents', 'EmbedSecrets', 1],
      ['embed-secrets-table-system-errors-EmbedSecrets-GetItem', 'SystemErrors', 'GetItem/EmbedSecrets', 5],
      [
        'embed-secrets-table-system-errors-EmbedSecrets-BatchGetItem',
        'SystemErrors',
        'BatchGetItem/EmbedSecrets',
        5,
      ],
      ['embed-secrets-table-system-errors-EmbedSecrets-Query', 'SystemErrors', 'Query/EmbedSecrets', 5],
      ['embed-secrets-table-system-errors-EmbedSecrets-PutItem', 'SystemErrors', 'PutItem/EmbedSecrets', 5],
      [
        'embed-secrets-table-system-errors-EmbedSecrets-UpdateItem',
        'SystemErrors',
        'UpdateItem/EmbedSecrets',
        5,
      ],
      ['embed-secrets-table-read-throttles-EmbedSessions', 'ReadThrottleEvents', 'EmbedSessions', 1],
      ['embed-secrets-table-write-throttles-EmbedSessions', 'WriteThrottleEvents', 'EmbedSessions', 1],
      [
        'embed-secrets-table-index-throttles-EmbedSessions',
        'WriteThrottleEvents',
        'byOrganization/EmbedSessions',
        1,
      ],
      ['embed-secrets-table-system-errors-EmbedSessions-GetItem', 'SystemErrors', 'GetItem/EmbedSessions', 5],
      [
        'embed-secrets-table-system-errors-EmbedSessions-BatchGetItem',
        'SystemErrors',
        'BatchGetItem/EmbedSessions',
        5,
      ],
      ['embed-secrets-table-system-errors-EmbedSessions-Query', 'SystemErrors', 'Query/EmbedSessions', 5],
      ['embed-secrets-table-system-errors-EmbedSessions-PutItem', 'SystemErrors', 'PutItem/EmbedSessions', 5],
      [
        'embed-secrets-table-system-errors-EmbedSessions-UpdateItem',
        'SystemErrors',
        'UpdateItem/EmbedSessions',
        5,
      ],
      ['embed-secrets-table-read-throttles-EmbedEvents', 'ReadThrottleEvents', 'EmbedEvents', 1],
      ['embed-secrets-table-write-throttles-EmbedEvents', 'WriteThrottleEvents', 'EmbedEvents', 1],
      ['embed-secrets-table-system-errors-EmbedEvents-GetItem', 'SystemErrors', 'GetItem/EmbedEvents', 5],
      [
        'embed-secrets-table-system-errors-EmbedEvents-BatchGetItem',
        'SystemErrors',
        'BatchGetItem/EmbedEvents',
        5,
      ],
      ['embed-secrets-table-system-errors-EmbedEvents-Query', 'SystemErrors', 'Query/EmbedEvents', 5],
      ['embed-secrets-table-system-errors-EmbedEvents-PutItem', 'SystemErrors', 'PutItem/EmbedEvents', 5],
      [
        'embed-secrets-table-system-errors-EmbedEvents-UpdateItem',
        'SystemErrors',
        'UpdateItem/EmbedEvents',
        5,
      ],
    ]),
  );
  expect(resourceOf(template, 'AWS::SNS::Subscription').Properties).toEqual({
    Protocol: 'email',
    Endpoint: 'embed-oncall@example.com',
    TopicArn: { Ref: topic },
  });
});
