import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../infra/environment-schema.ts';
import { environments, type Origin } from '../../infra/environments.ts';
import { edgeTemplateWith } from './support/synthesize-with.ts';
import { type Resource, resourceOf, resourcesOf, type Template, templateOf } from './support/templates.ts';

const audience = 'https://application.example.com';
const configOf = (template: Template): Resource['Properties'] =>
  resourceOf(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;

// AWS's managed policies: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html
const allViewer = '216adef6-5c7f-47e4-b989-5492eafa07d3';
const allViewerExceptHostHeader = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('an application on a host of the internet', () => {
  const config = () => configOf(templateOf('dev', 'EmbedSecretsEdge'));

  test('is reached over TLS only, by its own name', () => {
    expect(environments.dev.origin.kind).toBe('https');
    expect(config().Origins).toEqual([
      expect.objectContaining({
        DomainName: 'application.dev.example.com',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      }),
    ]);
    expect(config().DefaultCacheBehavior.OriginRequestPolicyId).toBe(allViewerExceptHostHeader);
  });

  test('is behind the verifier', () => {
    expect(config().DefaultCacheBehavior.LambdaFunctionAssociations).toHaveLength(1);
    expect(config().CacheBehaviors).toBeUndefined();
  });
});

describe('an application behind an internal load balancer', () => {
  test("gets the viewer's Host header, by a VPC origin", () => {
    const config = configOf(templateOf('production', 'EmbedSecretsEdge'));
    expect(config.DefaultCacheBehavior.OriginRequestPolicyId).toBe(allViewer);
    expect(config.Origins).toEqual([
      expect.objectContaining({ VpcOriginConfig: { VpcOriginId: expect.anything() } }),
    ]);
  });
});

describe('an application that is a Lambda function URL', () => {
  const domainName = 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.eu-central-1.on.aws';
  const template = edgeTemplateWith({ origin: { kind: 'function-url', domainName, audience } });

  test('receives requests signed by CloudFront, and Lambda refuses all others', () => {
    const [[accessId, access] = []] = Object.entries(
      resourcesOf(template, 'AWS::CloudFront::OriginAccessControl'),
    );
    expect(access?.Properties.OriginAccessControlConfig).toMatchObject({
      OriginAccessControlOriginType: 'lambda',
      SigningBehavior: 'always',
      SigningProtocol: 'sigv4',
    });
    expect(configOf(template).Origins).toEqual([
      expect.objectContaining({
        DomainName: domainName,
        OriginAccessControlId: { 'Fn::GetAtt': [accessId, 'Id'] },
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      }),
    ]);
  });

  test('gets its own Host header, which the signature covers', () => {
    expect(configOf(template).DefaultCacheBehavior.OriginRequestPolicyId).toBe(allViewerExceptHostHeader);
  });
});

test.each<[string, object, string]>([
  ['no kind', { domainName: 'application.example.com', audience }, 'origin.kind'],
  ['another kind', { kind: 'bucket', domainName: 'application.example.com', audience }, 'origin.kind'],
  [
    'a load balancer without its ARN',
    { kind: 'load-balancer', domainName: 'application.example.com', audience },
    'origin.loadBalancerArn is missing',
  ],
  [
    'a function URL that is none',
    { kind: 'function-url', domainName: 'application.example.com', audience },
    'origin.domainName is not the host of a function URL',
  ],
  [
    'a host with the ARN of a load balancer',
    { ...(environments.production.origin as Origin & { loadBalancerArn: string }), kind: 'https' },
    'origin.loadBalancerArn',
  ],
])('an origin with %s is refused', (_, origin, fault) => {
  expect(() => environmentOf('staging', { staging: { ...environments.staging, origin } })).toThrow(fault);
});
