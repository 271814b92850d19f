import { Duration } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Function as CloudFrontFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { ambiguousPath } from '../../shared/public-paths.ts';
import type { ApplicationOrigin } from './application-origin.ts';
import { strictTransportSecurity } from './hsts.ts';

/**
 * The behaviors of the paths that anyone may read: CloudFront serves and caches them without the verifier. The application
 * receives no cookie, no identity and none of the viewer's headers, and cookies of its response aren't cached.
 *
 * @param patterns already validated: each spells out its first folder
 */
export function publicBehaviors(
  scope: Construct,
  patterns: readonly string[],
  { origin, seesViewerHost }: ApplicationOrigin,
): Record<string, BehaviorOptions> {
  if (patterns.length === 0) return {};
  const behavior: BehaviorOptions = {
    origin,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
    compress: true,
    cachePolicy: new CachePolicy(scope, 'PublicPathsCache', {
      comment: 'Embed Secrets: public paths',
      // Hosts belong to different organizations, whose responses may differ.
      headerBehavior: seesViewerHost ? CacheHeaderBehavior.allowList('Host') : CacheHeaderBehavior.none(),
      queryStringBehavior: CacheQueryStringBehavior.all(),
      cookieBehavior: CacheCookieBehavior.none(),
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.minutes(5),
      maxTtl: Duration.days(365),
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    }),
    responseHeadersPolicy: new ResponseHeadersPolicy(scope, 'PublicPathsHeaders', {
      comment: 'Embed Secrets: public paths',
      securityHeadersBehavior: { strictTransportSecurity },
      removeHeaders: ['Set-Cookie'],
    }),
    functionAssociations: [
      {
        eventType: FunctionEventType.VIEWER_REQUEST,
        function: new CloudFrontFunction(scope, 'PublicPathsCheck', {
          comment: 'Refuses a path that the application may read as another one',
          runtime: FunctionRuntime.JS_2_0,
          code: FunctionCode.fromInline(checkPath),
        }),
      },
    ],
  };
  return Object.fromEntries(patterns.map((pattern) => [pattern, behavior]));
}

const checkPath = `function handler(event) {
  var request = event.request;
  if (!${ambiguousPath}.test(request.uri)) return request;
  return { statusCode: 403, statusDescription: 'Forbidden', headers: { 'cache-control': { value: 'no-store' } } };
}
`;
