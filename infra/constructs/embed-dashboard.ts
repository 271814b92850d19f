import { Stack } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  MathExpression,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { edgeHomeRegion, edgeRegions } from './edge-log-group.ts';
import { metricNamespace, namePrefix } from './names.ts';

/**
 * One dashboard for the API, the edge, the tables and the canary. Its graphs search for metrics by name and dimensions,
 * because they are in different stacks and Regions; metrics without data simply don't appear.
 */
export class EmbedDashboard extends Dashboard {
  constructor(scope: Construct, id: string) {
    super(scope, id, { dashboardName: namePrefix(scope), periodOverride: PeriodOverride.AUTO });
    const { region } = Stack.of(scope);
    const namespace = metricNamespace(scope);
    const verdicts = (event: 'viewer_allowed' | 'viewer_denied') =>
      edgeRegions.map((edgeRegion) =>
        search(
          `{${namespace},Event,Format,Reason} MetricName="Verdicts" Event="${event}"`,
          'Sum',
          edgeRegion,
        ),
      );
    const edgeFunction = (metricName: string, statistic: string) =>
      edgeRegions.map((edgeRegion) =>
        search(`{AWS/Lambda,FunctionName} MetricName="${metricName}" viewer-request`, statistic, edgeRegion),
      );

    this.addWidgets(heading('Edge'));
    this.addWidgets(
      graph('Allowed requests, by reason, format and Region', verdicts('viewer_allowed')),
      graph('Denied requests, by reason, format and Region', verdicts('viewer_denied')),
      graph('Errors seen by viewers (%)', [
        search('{AWS/CloudFront,DistributionId,Region} MetricName="5xxErrorRate"', 'Average', edgeHomeRegion),
        search('{AWS/CloudFront,DistributionId,Region} MetricName="4xxErrorRate"', 'Average', edgeHomeRegion),
      ]),
    );
    this.addWidgets(
      graph('Edge function: duration, p99 (ms)', edgeFunction('Duration', 'p99')),
      graph('Edge function: errors and throttles', [
        ...edgeFunction('Errors', 'Sum'),
        ...edgeFunction('Throttles', 'Sum'),
      ]),
      graph('Requests', [
        search('{AWS/CloudFront,DistributionId,Region} MetricName="Requests"', 'Sum', edgeHomeRegion),
        search('{AWS/WAFV2,Rule,WebACL} MetricName="BlockedRequests"', 'Sum', edgeHomeRegion),
      ]),
    );

    this.addWidgets(heading('API'));
    this.addWidgets(
      graph(
        'Requests, 4xx and 5xx',
        ['Count', '4xx', '5xx'].map((name) =>
          search(`{AWS/ApiGateway,ApiId} MetricName="${name}"`, 'Sum', region),
        ),
      ),
      graph('Latency, p99 (ms)', [search('{AWS/ApiGateway,ApiId} MetricName="Latency"', 'p99', region)]),
      graph('Functions: errors and throttles', [
        search('{AWS/Lambda,FunctionName} MetricName="Errors"', 'Sum', region),
        search('{AWS/Lambda,FunctionName} MetricName="Throttles"', 'Sum', region),
      ]),
    );

    this.addWidgets(heading('Tables'));
    this.addWidgets(
      graph('Consumed capacity', [
        search('{AWS/DynamoDB,TableName} MetricName="ConsumedReadCapacityUnits"', 'Sum', region),
        search('{AWS/DynamoDB,TableName} MetricName="ConsumedWriteCapacityUnits"', 'Sum', region),
      ]),
      graph('Throttled requests', [
        search('{AWS/DynamoDB,TableName} MetricName="ReadThrottleEvents"', 'Sum', region),
        search('{AWS/DynamoDB,TableName} MetricName="WriteThrottleEvents"', 'Sum', region),
        search(
          '{AWS/DynamoDB,GlobalSecondaryIndexName,TableName} MetricName="WriteThrottleEvents"',
          'Sum',
          region,
        ),
      ]),
      graph('Latency by operation (ms), system errors', [
        search('{AWS/DynamoDB,Operation,TableName} MetricName="SuccessfulRequestLatency"', 'Average', region),
        search('{AWS/DynamoDB,Operation,TableName} MetricName="SystemErrors"', 'Sum', region),
      ]),
    );

    this.addWidgets(heading('Canary and audit'));
    this.addWidgets(
      graph('Canary: errors', [
        search('{AWS/Lambda,FunctionName} MetricName="Errors" canary', 'Sum', region),
      ]),
      graph('Canary: duration (ms)', [
        search('{AWS/Lambda,FunctionName} MetricName="Duration" canary', 'Maximum', region),
      ]),
      graph('Reveals, operator changes, other readers of tables', [
        search(`{${namespace}} MetricName="SecretsRevealed"`, 'Sum', region),
        search(`{${namespace}} MetricName="OperatorChanges"`, 'Sum', region),
        search(`{${namespace}} MetricName="TablesReadByOthers"`, 'Sum', region),
      ]),
    );
  }
}

const heading = (text: string): TextWidget => new TextWidget({ markdown: `# ${text}`, width: 24, height: 1 });

const graph = (title: string, left: IMetric[]): GraphWidget =>
  new GraphWidget({ title, left, width: 8, height: 6 });

/** @param query of a metric search: `{<namespace>,<dimensions, sorted>} <terms>` */
const search = (query: string, statistic: string, region: string): IMetric =>
  new MathExpression({
    expression: `SEARCH('${query}', '${statistic}', 300)`,
    usingMetrics: {},
    searchRegion: region,
    // CloudWatch appends the name of each metric that it finds.
    label: region,
  });
