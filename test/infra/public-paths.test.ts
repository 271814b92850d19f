import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../infra/environment-schema.ts';
import { environments } from '../../infra/environments.ts';
import { edgeTemplateWith } from './support/synthesize-with.ts';
import { type Resource, resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const synthesizeWith = (publicPaths: readonly string[]) => () =>
  environmentOf('staging', { staging: { ...environments.staging, publicPaths } });

test.each([
  ['/*', 'spell out the first folder, as in /assets/*'],
  ['*', 'is not a path pattern of CloudFront that begins with /'],
  ['/', 'spell out the first folder, as in /assets/*'],
  ['/?*', 'spell out the first folder, as in /assets/*'],
  ['/*.js', 'spell out the first folder, as in /assets/*'],
  ['/e*', 'spell out the first folder, as in /assets/*'],
  ['/embed/*', 'covers /embed/, which the verifier serves itself'],
  ['/embed', 'covers /embed/, which the verifier serves itself'],
  ['/embed/login', 'covers /embed/, which the verifier serves itself'],
  ['/EMBED/*', 'covers /EMBED/, which the verifier serves itself'],
  ['/.well-known/*', 'covers /.well-known/, which the verifier serves itself'],
  ['//embed/*', 'spell out the first folder, as in /assets/*'],
  ['/assets/../embed/*', 'has a segment that is not a name'],
  ['/assets/%2e%2e/*', 'is not a path pattern of CloudFront that begins with /'],
  ['assets/*', 'is not a path pattern of CloudFront that begins with /'],
])('the public path %s fails the synthesis', (pattern, fault) => {
  expect(synthesizeWith(['/fonts/*', pattern])).toThrow(
    new RegExp(
      `^The environment "staging" is incomplete: publicPaths\\.1 \\(.*\\) .*${fault.replaceAll(/[.*()/]/g, '\\$&')}`,
    ),
  );
});

test.each(['/assets/*', '/favicon.ico', '/static/?/logo-*.png', '/embedded/*', '/_next/static/*'])(
  'the public path %s is accepted',
  (pattern) => {
    expect(synthesizeWith([pattern])).not.toThrow();
  },
);

test('without public paths, nothing is outside the verifier, and the stack says so', () => {
  const template = templateOf('production', 'EmbedSecretsEdge') as ReturnType<typeof edgeTemplateWith>;
  expect(template.Description).toBe('Embed Secrets: the edge. Every path needs a session.');
  expect(
    resourceOf(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig,
  ).not.toHaveProperty('CacheBehaviors');
});

describe('an environment with public paths', () => {
  const template = edgeTemplateWith({ publicPaths: ['/assets/*', '/favicon.ico'] }) as ReturnType<
    typeof edgeTemplateWith
  > & { Outputs: Record<string, { Value: string; Description: string }> };
  const config = resourceOf(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
  const behaviors: Resource['Properties'][] = config.CacheBehaviors;
  const policyOf = (type: string) => resourceOf(template, type).Properties;

  test('shows them in the description and the outputs of its stack, so that a diff does', () => {
    expect(template.Description).toBe(
      'Embed Secrets: the edge. PUBLIC, without a session: /assets/* /favicon.ico',
    );
    expect(template.Outputs.PublicPaths).toEqual({
      Description: 'Anyone can read these paths without a signed URL',
      Value: '/assets/* /favicon.ico',
    });
  });

  test('serves and caches just these without the verifier, to reads only', () => {
    expect(behaviors.map(({ PathPattern }) => PathPattern)).toEqual(['/assets/*', '/favicon.ico']);
    for (const behavior of behaviors) {
      expect(behavior).not.toHaveProperty('LambdaFunctionAssociations');
      expect(behavior).not.toHaveProperty('OriginRequestPolicyId');
      expect(behavior).toMatchObject({
        AllowedMethods: ['GET', 'HEAD'],
        ViewerProtocolPolicy: 'https-only',
        TargetOriginId: config.DefaultCacheBehavior.TargetOriginId,
      });
    }
  });

  test('leaves every other path behind the verifier', () => {
    expect(config.DefaultCacheBehavior.LambdaFunctionAssociations).toHaveLength(1);
  });

  test('keeps what it caches of one host from the others, and forwards no cookie', () => {
    const { CachePolicyConfig } = policyOf('AWS::CloudFront::CachePolicy');
    expect(CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin).toMatchObject({
      HeadersConfig: { HeaderBehavior: 'whitelist', Headers: ['Host'] },
      CookiesConfig: { CookieBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'all' },
    });
  });

  test('never caches a cookie of the application, and has HSTS as every response has', () => {
    const policies = resourcesOf(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    for (const { ResponseHeadersPolicyId } of behaviors) {
      expect(policies[ResponseHeadersPolicyId.Ref]?.Properties.ResponseHeadersPolicyConfig).toMatchObject({
        RemoveHeadersConfig: { Items: [{ Header: 'Set-Cookie' }] },
        SecurityHeadersConfig: { StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000 } },
      });
    }
  });

  describe('has CloudFront refuse a path that the application may read as another one', () => {
    const [functionId] = Object.keys(resourcesOf(template, 'AWS::CloudFront::Function'));
    const { FunctionCode } = policyOf('AWS::CloudFront::Function');
    const run = (uri: string) => {
      const context = {
        result: undefined as undefined | { uri?: string; statusCode?: number },
        event: { request: { uri } },
      };
      runInNewContext(`${FunctionCode}; result = handler(event);`, context);
      return context.result;
    };

    test('before anything else, on each of them', () => {
      for (const { FunctionAssociations } of behaviors) {
        expect(FunctionAssociations).toEqual([
          { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [functionId, 'FunctionARN'] } },
        ]);
      }
    });

    test.each([
      '/assets/../dashboards',
      '/assets/..%2fdashboards',
      '/assets/%2e%2e/dashboards',
      '/assets/%252e%252e/dashboards',
      '/assets/..;/dashboards',
      '/assets/..\\dashboards',
      '/assets/..%5Cdashboards',
      '/assets//dashboards',
      '/assets/.',
      '/assets/logo.png%00.html',
    ])('%s', (uri) => {
      expect(run(uri)?.statusCode).toBe(403);
    });

    test.each(['/assets/logo.png', '/assets/a..b/app.min.js', '/assets/Sch%C3%B6n.css', '/favicon.ico'])(
      'but serves %s',
      (uri) => {
        expect(run(uri)).toEqual({ uri });
      },
    );
  });
});
