import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Alarms } from './alarms.ts';

const period = Duration.minutes(5);

/**
 * Adds alarms on events that were not delivered, and on a pipe that fails to deliver them.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html
 */
export function addPipeAlarms(
  alarms: Alarms,
  { pipeName, undelivered }: { pipeName: string; undelivered: Queue },
): void {
  alarms.addAlarm('audit-events-undelivered', {
    metric: undelivered.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period }),
    threshold: 1,
    description: 'Events of the audit trail did not reach their bus. list-events has them.',
  });
  alarms.addAlarm('audit-pipe-failures', {
    metric: new Metric({
      namespace: 'AWS/EventBridge/Pipes',
      metricName: 'ExecutionFailed',
      dimensionsMap: { PipeName: pipeName },
      statistic: Stats.SUM,
      period,
    }),
    threshold: 1,
    description: 'The pipe from the audit trail to its bus failed. It tries again; events are late.',
  });
}
