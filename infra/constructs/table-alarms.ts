import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { tables } from '../../shared/tables.ts';
import type { Alarms } from './alarms.ts';
import { type TablesLocation, tableNameOf } from './table-access.ts';

/** The operations that this system sends to DynamoDB (shared/dynamodb.ts). */
const dynamoDbOperations = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
] as const;

const throttleMetrics = { read: 'ReadThrottleEvents', write: 'WriteThrottleEvents' } as const;

/**
 * Adds the alarms of each table: throttled reads and writes, also of its index, whose throttled writes delay those of the
 * table; and DynamoDB's own errors.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export function addTableAlarms(alarms: Alarms, environment: Pick<TablesLocation, 'tableNames'>): void {
  for (const { name, index } of tables) {
    const tableName = tableNameOf(name, environment);
    for (const [kind, metricName] of Object.entries(throttleMetrics)) {
      alarms.addAlarm(`table-${kind}-throttles-${name}`, {
        metric: tableMetric(metricName, { TableName: tableName }),
        threshold: 1,
        description: `${name} throttles requests. An organization's item allows 3,000 reads per second.`,
      });
    }
    if (index !== undefined) {
      alarms.addAlarm(`table-index-throttles-${name}`, {
        metric: tableMetric('WriteThrottleEvents', {
          TableName: tableName,
          GlobalSecondaryIndexName: index.name,
        }),
        threshold: 1,
        description: `The index ${index.name} of ${name} throttles writes, which delays those of the table.`,
      });
    }
    // DynamoDB publishes system errors by operation only.
    for (const operation of dynamoDbOperations) {
      alarms.addAlarm(`table-system-errors-${name}-${operation}`, {
        metric: tableMetric(
          'SystemErrors',
          { TableName: tableName, Operation: operation },
          Duration.minutes(5),
        ),
        threshold: 5,
        description: `DynamoDB itself failed at least 5 ${operation} requests to ${name} in 5 minutes.`,
      });
    }
  }
}

const tableMetric = (
  metricName: string,
  dimensionsMap: Record<string, string>,
  period = Duration.minutes(1),
): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap,
    statistic: Stats.SUM,
    period,
  });
