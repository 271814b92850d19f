import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { embedSecrets } from '../../infra/embed-secrets.ts';
import { resourceOf, templateOf, textOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsWeb');

test('the admin page runs only its own scripts, connects only to the API and to sign-in, shows only embedded pages, and can’t be framed', () => {
  const { SecurityHeadersConfig: headers, CustomHeadersConfig: custom } = resourceOf(
    template(),
    'AWS::CloudFront::ResponseHeadersPolicy',
  ).Properties.ResponseHeadersPolicyConfig;
  const policy = textOf(headers.ContentSecurityPolicy.ContentSecurityPolicy, (reference) => `<${reference}>`);
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    'font-src data:',
    "connect-src 'self' <EmbedSecretsApi> https://embed-secrets-333333333333.auth.us-east-1.amazoncognito.com https://cognito-idp.us-east-1.amazonaws.com https://cognito-identity.us-east-1.amazonaws.com",
    'frame-src https://*.embed.example.com',
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  expect(headers).toMatchObject({
    ContentTypeOptions: { Override: true },
    FrameOptions: { FrameOption: 'DENY', Override: true },
    ReferrerPolicy: { ReferrerPolicy: 'no-referrer', Override: true },
    StrictTransportSecurity: {
      AccessControlMaxAgeSec: 63_072_000,
      IncludeSubdomains: true,
      Override: true,
    },
  });
  expect(custom.Items).toEqual(
    [
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-resource-policy', 'same-origin'],
      ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ].map(([Header, Value]) => ({ Header, Value, Override: true })),
  );
});

test('it is at the one origin that the API lets in', () => {
  const { DistributionConfig } = resourceOf(template(), 'AWS::CloudFront::Distribution').Properties;
  const { CorsConfiguration } = resourceOf(
    templateOf('production', 'EmbedSecretsApi'),
    'AWS::ApiGatewayV2::Api',
  ).Properties;
  expect(DistributionConfig.Aliases.map((alias: string) => `https://${alias}`)).toEqual(
    CorsConfiguration.AllowOrigins,
  );
  expect(DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
  expect(DistributionConfig.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
});

test('its files are read by its distribution only, over TLS, and never from the cache without asking', () => {
  expect(resourceOf(template(), 'AWS::S3::Bucket').Properties.PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  });
  const { Statement } = resourceOf(template(), 'AWS::S3::BucketPolicy').Properties.PolicyDocument;
  expect(Statement).toEqual([
    expect.objectContaining({
      Effect: 'Deny',
      Action: 's3:*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    expect.objectContaining({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': expect.anything() } },
    }),
  ]);
  expect(resourceOf(template(), 'Custom::CDKBucketDeployment').Properties.SystemMetadata).toEqual({
    'cache-control': 'no-cache',
  });
});

test('a deployment keeps the files of the page before it', () => {
  expect(resourceOf(template(), 'Custom::CDKBucketDeployment').Properties.Prune).toBe(false);
});

test('a page that is not built fails with one sentence', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'embed-secrets-'));
  const build = () => embedSecrets({ outdir, context: { environment: 'dev', web: 'nowhere' } });
  expect(build).toThrow('The admin page is not built: nowhere has no index.html.');
  rmSync(outdir, { recursive: true });
});
