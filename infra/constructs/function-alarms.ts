import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarms } from './alarms.ts';

/** Adds alarms on errors and throttles of any function in the Region. Their sum: an alarm for each would be dozens. */
export function addFunctionAlarms(alarms: Alarms): void {
  alarms.addAlarm('function-errors', {
    metric: allFunctions('Errors'),
    threshold: 1,
    description: 'A function crashed or timed out before it could respond. Its log group says which and why.',
  });
  alarms.addAlarm('function-throttles', {
    metric: allFunctions('Throttles'),
    threshold: 1,
    description: "Lambda refused to run a function: the Region's concurrency quota is used up.",
  });
}

/**
 * Without a dimension, Lambda's metrics are the sum over all functions of the Region. The account is this
 * environment's alone.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html
 */
const allFunctions = (metricName: 'Errors' | 'Throttles'): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });
