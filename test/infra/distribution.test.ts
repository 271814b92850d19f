import { describe, expect, test } from 'vitest';
import { environments } from '../../infra/environments.ts';
import { type Resource, resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsEdge');
const distribution = () =>
  resourceOf(template(), 'AWS::CloudFront::Distribution').Properties.DistributionConfig;

describe('the distribution', () => {
  test('serves the embed domain and one label below it', () => {
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

  test('accepts only HTTPS, with TLS 1.2 or newer and its own certificate', () => {
    expect(distribution().ViewerCertificate).toEqual({
      AcmCertificateArn: environments.production.certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    expect(distribution().DefaultCacheBehavior.ViewerProtocolPolicy).toBe('https-only');
  });

  test('has one behavior, behind the verifier: no path bypasses it', () => {
    expect(distribution().CacheBehaviors).toBeUndefined();
    const [versionId, version] = Object.entries(resourcesOf(template(), 'AWS::Lambda::Version'))[0] ?? [];
    const [functionId] = Object.keys(resourcesOf(template(), 'AWS::Lambda::Function'));
    expect(version?.Properties.FunctionName).toEqual({ Ref: functionId });
    expect(distribution().DefaultCacheBehavior.LambdaFunctionAssociations).toEqual([
      { EventType: 'viewer-request', LambdaFunctionARN: { Ref: versionId } },
    ]);
  });

  test('caches neither responses nor errors', () => {
    // AWS's managed policy CachingDisabled.
    expect(distribution().DefaultCacheBehavior.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
    expect(distribution().CustomErrorResponses).toEqual(
      [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((ErrorCode) => ({
        ErrorCode,
        ErrorCachingMinTTL: 0,
      })),
    );
  });

  test('forwards the whole viewer request, and only to the application', () => {
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

  test('reaches the application privately and over TLS, at no address that others could use', () => {
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
