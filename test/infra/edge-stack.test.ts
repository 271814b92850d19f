import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { ViewerRequestFunction } from '../../infra/constructs/viewer-request-function.ts';
import { environmentNames, environments } from '../../infra/environments.ts';
import { resourceOf, resourcesOf, stacksOf, templateOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsEdge');

test.each(environmentNames)('the edge of %s is in us-east-1, wherever its tables are', (name) => {
  const { account } = environments[name];
  expect(stacksOf(name).EmbedSecretsEdge?.environment).toBe(`aws://${account}/us-east-1`);
});

describe('the edge function', () => {
  const edgeFunction = () => resourceOf(template(), 'AWS::Lambda::Function').Properties;

  test('fits Lambda@Edge: x86, 128 MB, 5 seconds, no variables', () => {
    expect(edgeFunction()).toMatchObject({
      Runtime: 'nodejs22.x',
      Architectures: ['x86_64'],
      MemorySize: 128,
      Timeout: 5,
    });
    expect(edgeFunction()).not.toHaveProperty('Environment');
    expect(edgeFunction()).not.toHaveProperty('VpcConfig');
    expect(edgeFunction()).not.toHaveProperty('Layers');
  });

  test("logs JSON lines, with Lambda's own only from warnings on", () => {
    expect(edgeFunction().LoggingConfig).toMatchObject({ LogFormat: 'JSON', SystemLogLevel: 'WARN' });
  });

  test('has a role that Lambda@Edge may assume, too', () => {
    const [roleId] = edgeFunction().Role['Fn::GetAtt'];
    expect(template().Resources[roleId]?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: ['edgelambda.amazonaws.com', 'lambda.amazonaws.com'] },
      },
    ]);
  });

  test('logs to a group that masks keys and expires, in every Region that it may run in', () => {
    const { LogGroup } = edgeFunction().LoggingConfig;
    const stacks = Object.entries(stacksOf('production')).filter(([name]) =>
      name.startsWith('EmbedSecretsEdgeLogs-'),
    );
    expect(stacks.map(([, { environment }]) => environment.split('/').at(-1)).sort()).toEqual([
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'eu-central-1',
      'eu-west-1',
      'eu-west-2',
      'sa-east-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ]);
    for (const [, stack] of stacks) {
      expect(resourceOf(stack, 'AWS::Logs::LogGroup').Properties).toMatchObject({
        LogGroupName: LogGroup,
        RetentionInDays: 365,
        DataProtectionPolicy: { Name: 'EmbedSecretKeys' },
      });
    }
  });
});

test('failures at the edge, a flood of logins and an expiring certificate notify the alarm address', () => {
  const alarms = Object.values(resourcesOf(template(), 'AWS::CloudWatch::Alarm')).map(({ Properties }) => [
    Properties.Namespace,
    Properties.MetricName,
    Properties.Threshold,
  ]);
  expect(alarms).toEqual([
    ['AWS/CloudFront', '5xxErrorRate', 1],
    ['AWS/WAFV2', 'BlockedRequests', 100],
    ['AWS/CertificateManager', 'DaysToExpiry', 30],
  ]);
  expect(resourceOf(template(), 'AWS::SNS::Subscription').Properties).toMatchObject({
    Protocol: 'email',
    Endpoint: 'embed-oncall@example.com',
  });
});

test('an audience for which the largest identity would exceed its header fails synthesis', () => {
  const { production } = environments;
  const audience = `https://${'a'.repeat(140)}.example.com`;
  const outdir = mkdtempSync(join(tmpdir(), 'embed-audience-'));
  const stack = new Stack(new App({ outdir }), 'Stack');
  const create = () =>
    new ViewerRequestFunction(stack, 'Verifier', {
      ...{ bundle: outdir, audience, embedDomain: production.embedDomain, sessionLengthHours: 24 },
      tables: production,
    });
  expect(create).toThrow('embedDomain and audience exceed 150 bytes together');
  rmSync(outdir, { recursive: true });
});
