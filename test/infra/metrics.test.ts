import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import { isPublished } from './support/published-metrics.ts';
import {
  type Resource,
  resourceOf,
  resourcesOf,
  stacksOf,
  type Template,
  templateOf,
  textOf,
} from './support/templates.ts';

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

/** Whether a metric filter of the template makes it from log lines. */
const isFiltered = (template: Template, { namespace, name, dimensions }: MetricOfAlarm): boolean =>
  Object.values(resourcesOf(template, 'AWS::Logs::MetricFilter')).some(({ Properties }) =>
    Properties.MetricTransformations.some(
      ({ MetricNamespace, MetricName, Dimensions = [] }: Properties) =>
        MetricNamespace === namespace &&
        MetricName === name &&
        Dimensions.length === 0 &&
        Object.keys(dimensions).length === 0,
    ),
  );

test.each(environmentNames)(
  'in %s, every alarm is on a metric that AWS publishes, or that a filter of the same stack makes',
  (name) => {
    for (const [stack, template] of Object.entries(stacksOf(name))) {
      for (const [id, { Properties }] of Object.entries(resourcesOf(template, 'AWS::CloudWatch::Alarm'))) {
        const metrics = metricsOf(Properties);
        expect([stack, id, metrics.length > 0]).toEqual([stack, id, true]);
        for (const metric of metrics) {
          const exists = isPublished(metric) || isFiltered(template, metric);
          expect([stack, id, metric, exists]).toEqual([stack, id, metric, true]);
        }
      }
    }
  },
);

test('every graph of the dashboard searches for metrics that exist', () => {
  const own = { EmbedSecrets: ['Event', 'Format', 'Reason'] };
  const body = textOf(
    resourceOf(templateOf('production', 'EmbedSecretsMonitoring'), 'AWS::CloudWatch::Dashboard').Properties
      .DashboardBody,
    (reference) => reference,
  );
  const searches = [...body.matchAll(/SEARCH\('\{([^}]+)\} MetricName=\\"(\w+)\\"[^']*', '(\w+)', 300\)/g)];
  expect(searches.length).toBe(body.split('SEARCH(').length - 1);
  for (const [, schema = '', metric = '', statistic = ''] of searches) {
    const [namespace = '', ...names] = schema.split(',');
    const dimensions = Object.fromEntries(names.map((name) => [name, name === 'Region' ? 'Global' : '']));
    const exists =
      namespace in own
        ? names.length === 0 || names.join() === own.EmbedSecrets.join()
        : isPublished({ namespace, name: metric, dimensions, statistic });
    expect([schema, metric, statistic, exists]).toEqual([schema, metric, statistic, true]);
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
