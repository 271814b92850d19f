import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { EmbedTables } from './constructs/embed-tables.ts';
import type { Environment } from './environments.ts';

/** What is kept: the tables and their key. */
export class DataStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    super(scope, id, props);
    const { tables } = new EmbedTables(this, 'Tables', environment.retention);
    const alarms = new Alarms(this, 'Alarms', environment);
    for (const { node, tableName } of tables) {
      for (const metricName of ['ReadThrottleEvents', 'WriteThrottleEvents']) {
        alarms.addAlarm(`${node.id}${metricName}`, {
          metric: new Metric({
            namespace: 'AWS/DynamoDB',
            metricName,
            dimensionsMap: { TableName: tableName },
            statistic: 'Sum',
            period: Duration.minutes(1),
          }),
          threshold: 1,
          description: `${node.id} throttles. An organization's item takes 3,000 reads a second: see docs/operations.md.`,
        });
      }
    }
  }
}
