import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { type Operation, type OperationId, operations } from '../../shared/contract/operations.ts';
import type { Alarms } from './alarms.ts';
import { metricNamespace } from './names.ts';

const all: readonly Operation[] = operations;

/** The operations that can revoke a secret, so that they don't wait for the audit trail (lambdas/api/http/with-event.ts). */
const recordedWithBestEffort = [
  'delete-secret',
  'disable-secret',
  'put-organization',
] as const satisfies OperationId[];

/** The platform team's operations: rare, and each affects all viewers of one organization or of all organizations. */
const operatorOperations = all
  .filter(({ permissions }) => permissions.includes('Operator'))
  .map(({ id }) => id);

/**
 * Adds the alarms that an auditor expects: many keys revealed, a change without its event in the audit trail, and any
 * change by an operator.
 *
 * @param logGroups by operation id
 */
export function addAuditAlarms(alarms: Alarms, logGroups: Readonly<Record<string, ILogGroup>>): void {
  const successes = (id: string, metricName: string) =>
    new MetricFilter(alarms, `${id}-successes`, {
      logGroup: logGroups[id] as ILogGroup,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.event', '=', 'request'),
        FilterPattern.numberValue('$.status', '<', 300),
      ),
      metricNamespace: metricNamespace(alarms),
      metricName,
    });

  alarms.addAlarm('secrets-revealed', {
    metric: successes('reveal-secret', 'SecretsRevealed').metric({
      statistic: Stats.SUM,
      period: Duration.hours(1),
    }),
    threshold: 10,
    description: 'At least 10 keys were revealed in an hour. The log of reveal-secret says by whom.',
  });
  const [unrecorded] = recordedWithBestEffort.map(
    (id) =>
      new MetricFilter(alarms, `${id}-not-recorded`, {
        logGroup: logGroups[id] as ILogGroup,
        filterPattern: FilterPattern.stringValue('$.event', '=', 'event_not_recorded'),
        metricNamespace: metricNamespace(alarms),
        metricName: 'EventsNotRecorded',
      }),
  );
  if (unrecorded === undefined) throw new TypeError('no operation is recorded with best effort');
  alarms.addAlarm('events-not-recorded', {
    metric: unrecorded.metric({ statistic: Stats.SUM, period: Duration.minutes(5) }),
    threshold: 1,
    description:
      'A secret was deleted or disabled, or those of an organization were revoked, but the audit trail could not record it. The log of the operation has who did it.',
  });
  const [changes] = operatorOperations.map((id) => successes(id, 'OperatorChanges'));
  if (changes === undefined) throw new TypeError('there are no operator operations');
  alarms.addAlarm('operator-changes', {
    metric: changes.metric({ statistic: Stats.SUM, period: Duration.minutes(5) }),
    threshold: 1,
    description: 'An operator changed an organization, a host or the environment keys. Was it planned?',
  });
}
