import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { prefixed } from './names.ts';

/** Requests from one address in five minutes. A company's viewers can share one, and a dashboard takes many requests. */
const requestLimit = 10_000;
/** Logins from one address in a minute: each verifies a signature and writes to a table. */
const loginLimit = 100;
const loginRule = 'LoginsOfOneAddress';

/** The web ACL in front of the edge: it stops floods before they cost an invocation or a read. */
export class EdgeFirewall extends CfnWebACL {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(prefixed(scope, id)),
      rules: [
        {
          name: loginRule,
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              evaluationWindowSec: 60,
              limit: loginLimit,
              scopeDownStatement: {
                orStatement: {
                  statements: [pathIs('EXACTLY', '/embed/login'), pathIs('STARTS_WITH', '/embed/sso/')],
                },
              },
            },
          },
          visibilityConfig: visibility(loginRule),
        },
        {
          name: 'RequestsOfOneAddress',
          priority: 1,
          action: { block: {} },
          statement: {
            rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: 300, limit: requestLimit },
          },
          visibilityConfig: visibility('RequestsOfOneAddress'),
        },
      ],
    });
  }

  /** Login requests that were blocked, in five minutes. */
  metricBlockedLogins(): Metric {
    return new Metric({
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      dimensionsMap: { WebACL: prefixed(this, this.node.id), Rule: loginRule },
      statistic: 'Sum',
      period: Duration.minutes(5),
    });
  }
}

/** No samples: they contain whole requests, including signed URLs and cookies. */
const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const pathIs = (positionalConstraint: 'EXACTLY' | 'STARTS_WITH', path: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint,
    searchString: path,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});
