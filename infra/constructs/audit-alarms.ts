import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { type Operation, operations } from '../../shared/contract/operations.ts';
import type { Alarms } from './alarms.ts';
import { metricNamespace } from './edge-region-monitoring.ts';

const all: readonly Operation[] = operations;

/** The platform team's operations: rare, and each affects all viewers of one organization or of all organizations. */
const operatorOperations = all
  .filter(({ permissions }) => permissions.includes('Operator'))
  .map(({ id }) => id);

/**
 * Adds the alarms that an auditor expects: many keys revealed, and any change by an operator.
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
      metricNamespace,
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
  const [changes] = operatorOperations.map((id) => successes(id, 'OperatorChanges'));
  if (changes === undefined) throw new TypeError('there are no operator operations');
  alarms.addAlarm('operator-changes', {
    metric: changes.metric({ statistic: Stats.SUM, period: Duration.minutes(5) }),
    threshold: 1,
    description: 'An operator changed an organization, a host or the environment keys. Was it planned?',
  });
}
