import { Duration, Validations } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { RuntimeConfig } from '../../web/runtime-config.ts';
import { securityHeaders } from '../../web/security-headers.ts';
import { adminPageHost } from './admin-page-host.ts';

export type AdminPageProps = {
  /** In us-east-1. */
  certificate: ICertificate;
  /** For the page's DNS records. If undefined, none are created. */
  hostedZone: IHostedZone | undefined;
  files: IBucket;
  config: RuntimeConfig;
};

/** The admin page on its own host: static files that may only run their own scripts and call the API. */
export class AdminPage extends Distribution {
  constructor(scope: Construct, id: string, props: AdminPageProps) {
    const { certificate, hostedZone, files, config } = props;
    const host = adminPageHost(config);
    super(scope, id, {
      comment: 'Embed Secrets: the admin page',
      domainNames: [host],
      certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultRootObject: 'index.html',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(files),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headersPolicy(scope, `${id}Headers`, securityHeaders(config)),
      },
    });
    if (hostedZone !== undefined) {
      const target = RecordTarget.fromAlias(new CloudFrontTarget(this));
      new ARecord(this, 'A', { zone: hostedZone, recordName: host, target });
      new AaaaRecord(this, 'AAAA', { zone: hostedZone, recordName: host, target });
    }

    const reason =
      'The page is public and the same for every user; the API authorizes, logs and throttles each request.';
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions-CFR1', reason },
      { id: 'AwsSolutions-CFR2', reason },
      { id: 'AwsSolutions-CFR3', reason },
    );
  }
}

/** The page's headers are defined with the page: a page that shows secrets must run only its own scripts. */
function headersPolicy(scope: Construct, id: string, headers: Record<string, string>): ResponseHeadersPolicy {
  // CloudFront has a separate property for each of these headers and accepts them nowhere else.
  const {
    'content-security-policy': contentSecurityPolicy = '',
    'strict-transport-security': _hsts,
    'x-content-type-options': _nosniff,
    'x-frame-options': _deny,
    'referrer-policy': _noReferrer,
    ...others
  } = headers;
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override: true })),
    },
  });
}
