import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import {
  FilterPattern,
  type IFilterPattern,
  type ILogGroup,
  MetricFilter,
  QueryDefinition,
  QueryString,
} from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { EdgeFailureReason, EdgeRefusalReason } from '../../shared/contract/refusals.ts';
import { edgeFunctionName, edgeHomeRegion } from './edge-log-group.ts';
import { metricNamespace } from './names.ts';
import { RegionAlarms } from './region-alarms.ts';

/**
 * Monitoring of the edge function in one Region: its verdicts as metrics, derived from its log so that requests don't wait
 * for them; alarms on its failures and on a spike of bad signatures; a saved query.
 */
export class EdgeRegionMonitoring extends Construct {
  constructor(scope: Construct, id: string, { logGroup }: { logGroup: ILogGroup }) {
    super(scope, id);
    // Each combination that occurs is one custom metric. All reasons and formats are closed lists.
    new MetricFilter(this, 'Verdicts', {
      logGroup,
      filterPattern: FilterPattern.any(
        FilterPattern.stringValue('$.event', '=', 'viewer_allowed'),
        FilterPattern.stringValue('$.event', '=', 'viewer_denied'),
      ),
      metricNamespace: metricNamespace(this),
      metricName: 'Verdicts',
      dimensions: { Event: '$.event', Format: '$.format', Reason: '$.reason' },
    });
    // An alarm can't aggregate over dimensions, so what it needs is counted again without them.
    const mismatches = this.#count(
      logGroup,
      'SignatureMismatches',
      hasReason('signature_mismatch', 'cookie_signature_mismatch'),
    );
    const unavailable = this.#count(
      logGroup,
      'EdgeUnavailable',
      hasReason('table_unavailable', 'internal_error'),
    );
    const uncounted = this.#count(logGroup, 'Uncounted', FilterPattern.booleanValue('$.uncounted', true));

    new RegionAlarms(this, 'Alarms', {
      errors: {
        metric: lambdaMetric(this, 'Errors'),
        threshold: 1,
        description:
          "The edge function failed, or took longer than 5 seconds. The viewer got CloudFront's own error.",
      },
      throttles: {
        metric: lambdaMetric(this, 'Throttles'),
        threshold: 1,
        description: "Lambda refused to run the edge function: the Region's concurrency quota is used up.",
      },
      unavailable: {
        metric: unavailable,
        threshold: 10,
        description: 'At least 10 viewers got 503 in 5 minutes because the edge could not read the tables.',
      },
      'signature-mismatches': {
        metric: mismatches,
        threshold: 100,
        description:
          'At least 100 signatures in 5 minutes were wrong: a broken signer, or someone who tries keys.',
      },
      uncounted: {
        metric: uncounted,
        threshold: 100,
        description:
          'At least 100 logins in 5 minutes are missing in the usage of their secrets, which may look unused.',
      },
    });

    new QueryDefinition(this, 'FindRequest', {
      queryDefinitionName: 'Embed Secrets/Find a request at the edge',
      queryString: new QueryString({
        fields: [
          '@timestamp',
          'event',
          'reason',
          'format',
          'host',
          'organizationId',
          'secretId',
          'sessionId',
        ],
        filterStatements: ['requestId = "PASTE THE REQUEST ID HERE"'],
        sort: '@timestamp desc',
        limit: 20,
      }),
      logGroups: [logGroup],
    });
  }

  #count(logGroup: ILogGroup, metricName: string, filterPattern: IFilterPattern): Metric {
    return new MetricFilter(this, metricName, {
      logGroup,
      filterPattern,
      metricNamespace: metricNamespace(this),
      metricName,
    }).metric({ statistic: Stats.SUM, period: Duration.minutes(5) });
  }
}

const hasReason = (...reasons: (EdgeRefusalReason | EdgeFailureReason)[]): IFilterPattern =>
  FilterPattern.any(...reasons.map((reason) => FilterPattern.stringValue('$.reason', '=', reason)));

/**
 * A metric of the edge function in this Region. Lambda publishes the metrics of a Lambda@Edge function where it ran, under
 * its name prefixed with the Region that it was created in.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-testing-debugging.html
 */
const lambdaMetric = (scope: Construct, metricName: 'Errors' | 'Throttles'): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: `${edgeHomeRegion}.${edgeFunctionName(scope)}` },
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });
