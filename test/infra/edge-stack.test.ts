import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { ViewerRequestFunction } from '../../infra/constructs/viewer-request-function.ts';
import { environmentNames, environments } from '../../infra/environments.ts';
import { type Resource, resourceOf, resourcesOf, stacksOf, templateOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsEdge');
const distribution = () =>
  resourceOf(template(), 'AWS::CloudFront::Distribution').Properties.DistributionConfig;

test.each(environmentNames)('the edge of %s is in us-east-1, wherever its tables are', (name) => {
  const { account } = environments[name];
  expect(stacksOf(name).EmbedSecretsEdge?.environment).toBe(`aws://${account}/us-east-1`);
});

describe('the distribution', () => {
  test('answers at the embed domain and one label below it', () => {
    expect(distribution().Aliases).toEqual(['embed.example.com', '*.embed.example.com']);
    const records = Object.values(resourcesOf(template(), 'AWS::Route53::RecordSet'));
    expect(
      records.map(({ Properties }) => [Properties.Name, Properties.Type, Properties.HostedZoneId]),
    ).toEqual([
      ['embed.example.com.', 'A', 'Z0000000000PRODUCTION'],
      ['embed.example.com.', 'AAAA', 'Z0000000000PRODUCTION'],
      ['*.embed.example.com.', 'A', 'Z0000000000PRODUCTION'],
      ['*.embed.example.com.', 'AAAA', 'Z0000000000PRODUCTION'],
    ]);
  });

  test('speaks TLS 1.2 or newer with its own certificate, and nothing else than HTTPS', () => {
    expect(distribution().ViewerCertificate).toEqual({
      AcmCertificateArn: environments.production.certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    expect(distribution().DefaultCacheBehavior.ViewerProtocolPolicy).toBe('https-only');
  });

  test('has one behaviour, behind the verifier: no path gets round it', () => {
    expect(distribution().CacheBehaviors).toBeUndefined();
    const [versionId, version] = Object.entries(resourcesOf(template(), 'AWS::Lambda::Version'))[0] ?? [];
    const [functionId] = Object.keys(resourcesOf(template(), 'AWS::Lambda::Function'));
    expect(version?.Properties.FunctionName).toEqual({ Ref: functionId });
    expect(distribution().DefaultCacheBehavior.LambdaFunctionAssociations).toEqual([
      { EventType: 'viewer-request', LambdaFunctionARN: { Ref: versionId } },
    ]);
  });

  test('caches nothing: neither what is allowed nor an error', () => {
    // AWS's managed policy CachingDisabled.
    expect(distribution().DefaultCacheBehavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(distribution().CustomErrorResponses).toEqual(
      [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((ErrorCode) => ({
        ErrorCode,
        ErrorCachingMinTTL: 0,
      })),
    );
  });

  test('forwards all that the viewer sent, to the application and to nothing else', () => {
    // AWS's managed policy AllViewer.
    expect(distribution().DefaultCacheBehavior.OriginRequestPolicyId).toBe(
      '216adef6-5c7f-47e4-b989-5492eafa07d3',
    );
    expect(distribution().Origins.map(({ DomainName }: Resource['Properties']) => DomainName)).toEqual([
      'application.example.com',
    ]);
    expect(distribution().OriginGroups).toBeUndefined();
  });

  test('adds HSTS to every response of the application', () => {
    const [[policyId, policy] = []] = Object.entries(
      resourcesOf(template(), 'AWS::CloudFront::ResponseHeadersPolicy'),
    );
    expect(distribution().DefaultCacheBehavior.ResponseHeadersPolicyId).toEqual({ Ref: policyId });
    expect(policy?.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig).toEqual({
      StrictTransportSecurity: {
        AccessControlMaxAgeSec: 31_536_000,
        IncludeSubdomains: false,
        Override: true,
      },
    });
  });

  test('reaches the application privately and over TLS: it has no address that others could use', () => {
    const [vpcOriginId, vpcOrigin] =
      Object.entries(resourcesOf(template(), 'AWS::CloudFront::VpcOrigin'))[0] ?? [];
    expect(vpcOrigin?.Properties.VpcOriginEndpointConfig).toEqual({
      Arn: 'arn:aws:elasticloadbalancing:us-east-1:333333333333:loadbalancer/app/application/0000000000000003',
      Name: 'embed-secrets',
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(distribution().Origins).toEqual([
      expect.objectContaining({
        VpcOriginConfig: { VpcOriginId: { 'Fn::GetAtt': [vpcOriginId, 'Id'] } },
      }),
    ]);
    expect(distribution().Origins[0]).not.toHaveProperty('CustomOriginConfig');
  });

  test('logs requests without query string, cookie and referrer', () => {
    expect(distribution().Logging).toBeUndefined();
    expect(resourceOf(template(), 'AWS::Logs::Delivery').Properties.RecordFields).toEqual([
      'date',
      'time',
      'x-edge-location',
      'x-edge-request-id',
      'x-host-header',
      'c-ip',
      'cs-method',
      'cs-protocol',
      'cs-uri-stem',
      'sc-status',
      'sc-bytes',
      'time-taken',
      'ssl-protocol',
      'x-edge-result-type',
      'x-edge-detailed-result-type',
    ]);
  });
});

describe('the firewall', () => {
  const webAcl = () => resourceOf(template(), 'AWS::WAFv2::WebACL').Properties;
  type Rule = { Name: string; Statement: { RateBasedStatement: Record<string, unknown> }; Action: unknown };
  const rule = (name: string): Rule => webAcl().Rules.find(({ Name }: Rule) => Name === name);

  test('stands before the distribution', () => {
    const [id] = Object.keys(resourcesOf(template(), 'AWS::WAFv2::WebACL'));
    expect(webAcl().Scope).toBe('CLOUDFRONT');
    expect(distribution().WebACLId).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
  });

  test('limits what one address may ask for, on all paths', () => {
    expect(rule('RequestsOfOneAddress')).toMatchObject({
      Action: { Block: {} },
      Statement: {
        RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 10_000 },
      },
    });
    expect(rule('RequestsOfOneAddress').Statement.RateBasedStatement).not.toHaveProperty(
      'ScopeDownStatement',
    );
  });

  test('limits logins more tightly', () => {
    const path = (PositionalConstraint: string, SearchString: string) => ({
      ByteMatchStatement: expect.objectContaining({
        FieldToMatch: { UriPath: {} },
        PositionalConstraint,
        SearchString,
      }),
    });
    expect(rule('LoginsOfOneAddress')).toMatchObject({
      Action: { Block: {} },
      Statement: {
        RateBasedStatement: {
          AggregateKeyType: 'IP',
          EvaluationWindowSec: 60,
          Limit: 100,
          ScopeDownStatement: {
            OrStatement: {
              Statements: [path('EXACTLY', '/embed/login'), path('STARTS_WITH', '/embed/sso/')],
            },
          },
        },
      },
    });
  });

  test('keeps no sample of a request: it would hold a signed URL', () => {
    const visibility = [webAcl(), ...webAcl().Rules].map(({ VisibilityConfig }) => VisibilityConfig);
    expect(visibility.map(({ SampledRequestsEnabled }) => SampledRequestsEnabled)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('the edge function', () => {
  const edgeFunction = () => resourceOf(template(), 'AWS::Lambda::Function').Properties;

  test('is one that Lambda@Edge takes: x86, 128 MB, 5 seconds, no variables', () => {
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

  test('runs as a role that Lambda at the edge assumes too', () => {
    const [roleId] = edgeFunction().Role['Fn::GetAtt'];
    expect(template().Resources[roleId]?.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: ['edgelambda.amazonaws.com', 'lambda.amazonaws.com'] },
      },
    ]);
  });

  test('logs to a group that is masked and emptied, in every region that it may run in', () => {
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
    ['AWS/CertificateManager', 'DaysToExpiry', 30],
    ['AWS/WAFV2', 'BlockedRequests', 100],
  ]);
  expect(resourceOf(template(), 'AWS::SNS::Subscription').Properties).toMatchObject({
    Protocol: 'email',
    Endpoint: 'embed-oncall@example.com',
  });
});

test('an audience for which the largest identity would exceed its header fails synthesis', () => {
  const { production } = environments;
  const origin = { ...production.origin, audience: `https://${'a'.repeat(140)}.example.com` };
  const outdir = mkdtempSync(join(tmpdir(), 'embed-audience-'));
  const stack = new Stack(new App({ outdir }), 'Stack');
  const create = () => new ViewerRequestFunction(stack, 'Verifier', { ...production, origin });
  expect(create).toThrow('embedDomain and origin.audience exceed 150 bytes together');
  rmSync(outdir, { recursive: true });
});
