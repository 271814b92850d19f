import {
  FunctionUrlOriginAccessControl,
  type IOrigin,
  type IOriginRequestPolicy,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  VpcOrigin as VpcOriginResource,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Construct } from 'constructs';
import type { Origin } from '../environments.ts';
import { namePrefix } from './names.ts';

export type ApplicationOrigin = {
  origin: IOrigin;
  /** What it receives of the viewer's request. */
  requestPolicy: IOriginRequestPolicy;
  /** Whether it receives the viewer's `Host` header. Then its responses may differ between hosts. */
  seesViewerHost: boolean;
};

const onlyTls = {
  protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
  originSslProtocols: [OriginSslPolicy.TLS_V1_2],
};

/** How CloudFront reaches the embedded application, always over TLS. */
export function applicationOrigin(scope: Construct, id: string, origin: Origin): ApplicationOrigin {
  const { domainName } = origin;
  switch (origin.kind) {
    case 'load-balancer': {
      const vpcOrigin = new VpcOriginResource(scope, id, {
        endpoint: { endpointArn: origin.loadBalancerArn, domainName },
        vpcOriginName: namePrefix(scope),
        ...onlyTls,
      });
      return {
        origin: VpcOrigin.withVpcOrigin(vpcOrigin, { domainName }),
        requestPolicy: OriginRequestPolicy.ALL_VIEWER,
        seesViewerHost: true,
      };
    }
    case 'https':
      // A server on the internet selects its site and its certificate by its own name.
      return {
        origin: new HttpOrigin(domainName, onlyTls),
        requestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        seesViewerHost: false,
      };
    case 'function-url': {
      const { originAccessControlId } = new FunctionUrlOriginAccessControl(scope, `${id}Access`);
      // The signature covers the Host header, which has to be the function URL's own.
      return {
        origin: new HttpOrigin(domainName, { ...onlyTls, originAccessControlId }),
        requestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        seesViewerHost: false,
      };
    }
  }
}
