import { Duration, Validations } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  LambdaEdgeEventType,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IVersion } from 'aws-cdk-lib/aws-lambda';
import { AaaaRecord, ARecord, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { Construct } from 'constructs';
import type { ApplicationOrigin } from './application-origin.ts';
import { strictTransportSecurity } from './hsts.ts';
import { publicBehaviors } from './public-paths.ts';

/** Every status for which CloudFront would cache an error for ten seconds, and serve it to others. */
const cachedErrors = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];

export type EmbedDistributionProps = {
  embedDomain: string;
  /** Hosts outside the embed domain that the certificate covers too. */
  customHosts: readonly string[];
  /** In us-east-1. */
  certificate: ICertificate;
  /** For the embed domain's DNS records. If undefined, none are created. */
  hostedZone: IHostedZone | undefined;
  application: ApplicationOrigin;
  publicPaths: readonly string[];
  verifier: IVersion;
  webAclArn: string;
};

/**
 * The distribution. Every path is verified and never cached, except for the public paths, if there are any.
 */
export class EmbedDistribution extends Distribution {
  constructor(scope: Construct, id: string, props: EmbedDistributionProps) {
    const { embedDomain, customHosts, certificate, hostedZone, application, publicPaths } = props;
    const names = [embedDomain, `*.${embedDomain}`];
    super(scope, id, {
      comment: 'Embed Secrets: the embedded application',
      domainNames: [...names, ...customHosts],
      certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      webAclId: props.webAclArn,
      defaultBehavior: {
        origin: application.origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: application.requestPolicy,
        responseHeadersPolicy: hsts(scope, `${id}Hsts`),
        edgeLambdas: [{ eventType: LambdaEdgeEventType.VIEWER_REQUEST, functionVersion: props.verifier }],
      },
      additionalBehaviors: publicBehaviors(scope, publicPaths, application),
      errorResponses: cachedErrors.map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    });

    const target = RecordTarget.fromAlias(new CloudFrontTarget(this));
    if (hostedZone !== undefined) {
      for (const recordName of names) {
        new ARecord(this, `${recordName}-A`, { zone: hostedZone, recordName, target });
        new AaaaRecord(this, `${recordName}-AAAA`, { zone: hostedZone, recordName, target });
      }
    }
    Validations.of(this).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason: 'Organizations decide which countries their viewers are in.',
      },
      { id: 'AwsSolutions-CFR3', reason: 'It logs by logging v2, which can leave out query strings.' },
    );
  }

  /**
   * The percentage of responses that are 5xx. CloudFront publishes its metrics in us-east-1, with both
   * dimensions, and for this one only the average. The CDK's own `metric5xxErrorRate` leaves out `Region`, so an
   * alarm on it never has data.
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
   */
  metricServerErrorRate(): Metric {
    return new Metric({
      namespace: 'AWS/CloudFront',
      metricName: '5xxErrorRate',
      dimensionsMap: { DistributionId: this.distributionId, Region: 'Global' },
      statistic: 'Average',
      period: Duration.minutes(5),
    });
  }
}

/** HSTS on the application's responses. The verifier's own have it already. */
const hsts = (scope: Construct, id: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, id, {
    comment: 'Embed Secrets: HSTS',
    securityHeadersBehavior: { strictTransportSecurity },
  });
