import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import { isPublished } from './support/published-metrics.ts';
import { type Resource, resourcesOf, stacksOf } from './support/templates.ts';

type Properties = Resource['Properties'];
type MetricOfAlarm = Parameters<typeof isPublished>[0];

/** The metrics that an alarm reads: one, or those of its expression. */
function metricsOf({
  Namespace,
  MetricName,
  Dimensions,
  Statistic,
  Metrics = [],
}: Properties): MetricOfAlarm[] {
  const dimensionsOf = (dimensions: { Name: string; Value: unknown }[] = []) =>
    Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
  const ofExpression = Metrics.flatMap(({ MetricStat: stat }: Properties) =>
    stat === undefined
      ? []
      : [
          {
            namespace: stat.Metric.Namespace,
            name: stat.Metric.MetricName,
            dimensions: dimensionsOf(stat.Metric.Dimensions),
            statistic: stat.Stat,
          },
        ],
  );
  if (Metrics.length > 0) return ofExpression;
  return [
    {
      namespace: Namespace,
      name: MetricName,
      dimensions: dimensionsOf(Dimensions),
      statistic: Statistic,
    },
  ];
}

test.each(environmentNames)('in %s, every alarm is on a metric that AWS publishes', (name) => {
  for (const [stack, template] of Object.entries(stacksOf(name))) {
    for (const [id, { Properties }] of Object.entries(resourcesOf(template, 'AWS::CloudWatch::Alarm'))) {
      const metrics = metricsOf(Properties);
      expect([stack, id, metrics.length > 0]).toEqual([stack, id, true]);
      for (const metric of metrics) {
        expect([stack, id, metric, isPublished(metric)]).toEqual([stack, id, metric, true]);
      }
    }
  }
});

describe('the check refuses a metric that never has data', () => {
  test.each([
    [
      'CloudFront without the Region',
      {
        namespace: 'AWS/CloudFront',
        name: '5xxErrorRate',
        dimensions: { DistributionId: 'E1' },
        statistic: 'Average',
      },
    ],
    [
      'CloudFront with a Region of ours',
      {
        namespace: 'AWS/CloudFront',
        name: '5xxErrorRate',
        dimensions: { DistributionId: 'E1', Region: 'us-east-1' },
        statistic: 'Average',
      },
    ],
    [
      'a metric of REST APIs',
      { namespace: 'AWS/ApiGateway', name: '5XXError', dimensions: { ApiId: 'a' }, statistic: 'Sum' },
    ],
    [
      'system errors of a whole table',
      { namespace: 'AWS/DynamoDB', name: 'SystemErrors', dimensions: { TableName: 'T' }, statistic: 'Sum' },
    ],
    [
      'a statistic that the metric does not have',
      {
        namespace: 'AWS/CloudFront',
        name: '5xxErrorRate',
        dimensions: { DistributionId: 'E1', Region: 'Global' },
        statistic: 'Sum',
      },
    ],
  ])('%s', (_, metric) => {
    expect(isPublished(metric)).toBe(false);
  });
});
