/** A metric as AWS publishes it: with exactly these dimensions, and meaningful with these statistics only. */
type PublishedMetric = {
  namespace: string;
  names: readonly string[];
  /** The names of its dimensions, sorted; with a value where AWS fixes it. */
  dimensions: Readonly<Record<string, string | undefined>>;
  statistics: readonly string[];
  /** Where AWS says so. */
  source: string;
};

const cloudFront =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html';
const dynamoDb = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html';

/**
 * Every metric that an alarm or a dashboard of ours may use, copied from AWS's documentation and not from our
 * code. CloudWatch accepts an alarm on a metric that does not exist, and that alarm never fires.
 */
const publishedMetrics: readonly PublishedMetric[] = [
  {
    // "The value of Region is always Global"; "only one statistic is applicable for each metric".
    namespace: 'AWS/CloudFront',
    names: ['4xxErrorRate', '5xxErrorRate', 'TotalErrorRate'],
    dimensions: { DistributionId: undefined, Region: 'Global' },
    statistics: ['Average'],
    source: cloudFront,
  },
  {
    namespace: 'AWS/CloudFront',
    names: ['Requests'],
    dimensions: { DistributionId: undefined, Region: 'Global' },
    statistics: ['Sum'],
    source: cloudFront,
  },
  {
    // Of an HTTP API: a REST API has `5XXError` and `ApiName` instead.
    namespace: 'AWS/ApiGateway',
    names: ['4xx', '5xx', 'Count'],
    dimensions: { ApiId: undefined },
    statistics: ['Sum'],
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
  },
  {
    namespace: 'AWS/ApiGateway',
    names: ['Latency', 'IntegrationLatency'],
    dimensions: { ApiId: undefined },
    statistics: ['Average', 'p50', 'p90', 'p99', 'Maximum'],
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html',
  },
  {
    // "The TableName dimension returns the events for the table, but not for any global secondary indexes."
    namespace: 'AWS/DynamoDB',
    names: [
      'ReadThrottleEvents',
      'WriteThrottleEvents',
      'ConsumedReadCapacityUnits',
      'ConsumedWriteCapacityUnits',
    ],
    dimensions: { TableName: undefined },
    statistics: ['Sum'],
    source: dynamoDb,
  },
  {
    namespace: 'AWS/DynamoDB',
    names: ['ReadThrottleEvents', 'WriteThrottleEvents'],
    dimensions: { GlobalSecondaryIndexName: undefined, TableName: undefined },
    statistics: ['Sum'],
    source: dynamoDb,
  },
  {
    // Published by operation only, and only for a minute in which there was one.
    namespace: 'AWS/DynamoDB',
    names: ['SystemErrors'],
    dimensions: { Operation: undefined, TableName: undefined },
    statistics: ['Sum'],
    source: dynamoDb,
  },
  {
    namespace: 'AWS/DynamoDB',
    names: ['SuccessfulRequestLatency'],
    dimensions: { Operation: undefined, TableName: undefined },
    statistics: ['Average', 'Maximum'],
    source: dynamoDb,
  },
  {
    // Without a dimension: the sum over all functions of the Region.
    namespace: 'AWS/Lambda',
    names: ['Errors', 'Throttles'],
    dimensions: {},
    statistics: ['Sum'],
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html',
  },
  {
    namespace: 'AWS/Lambda',
    names: ['Errors', 'Throttles', 'Invocations'],
    dimensions: { FunctionName: undefined },
    statistics: ['Sum'],
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
  },
  {
    namespace: 'AWS/Lambda',
    names: ['Duration'],
    dimensions: { FunctionName: undefined },
    statistics: ['Average', 'p50', 'p99', 'Maximum'],
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
  },
  {
    namespace: 'AWS/SQS',
    names: ['ApproximateNumberOfMessagesVisible'],
    dimensions: { QueueName: undefined },
    statistics: ['Maximum'],
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
  },
  {
    namespace: 'AWS/EventBridge/Pipes',
    names: ['ExecutionFailed', 'ExecutionPartiallyFailed', 'ExecutionThrottled', 'ExecutionTimeout'],
    dimensions: { PipeName: undefined },
    statistics: ['Sum'],
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html',
  },
  {
    namespace: 'AWS/CertificateManager',
    names: ['DaysToExpiry'],
    dimensions: { CertificateArn: undefined },
    statistics: ['Minimum'],
    source: 'https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html',
  },
  {
    // Of a web ACL of scope CLOUDFRONT: a regional one has `Region` too.
    namespace: 'AWS/WAFV2',
    names: ['BlockedRequests', 'AllowedRequests'],
    dimensions: { Rule: undefined, WebACL: undefined },
    statistics: ['Sum'],
    source: 'https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html',
  },
];

/** Whether AWS publishes a metric with just these dimensions, and it can be read with this statistic. */
export function isPublished({
  namespace,
  name,
  dimensions,
  statistic,
}: {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, unknown>>;
  statistic: string;
}): boolean {
  return publishedMetrics.some((metric) => {
    const names = Object.keys(metric.dimensions);
    return (
      metric.namespace === namespace &&
      metric.names.includes(name) &&
      metric.statistics.includes(statistic) &&
      names.length === Object.keys(dimensions).length &&
      names.every(
        (key) => key in dimensions && (metric.dimensions[key] ?? dimensions[key]) === dimensions[key],
      )
    );
  });
}
