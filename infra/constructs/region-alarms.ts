import { Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { EventBus as EventBusTarget } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { type AlarmProps, createAlarm, regionAlarmPrefix, stateChangesOf } from './alarms.ts';
import { edgeHomeRegion } from './edge-log-group.ts';

/**
 * Alarms of the edge in one Region. An alarm can only notify a topic in its own Region, and a topic in each of 13 Regions
 * would mean 13 subscriptions to confirm. So their state changes are forwarded to us-east-1, where one rule notifies the
 * alarm address.
 */
export class RegionAlarms extends Construct {
  constructor(scope: Construct, id: string, alarms: Readonly<Record<string, AlarmProps>>) {
    super(scope, id);
    for (const [name, props] of Object.entries(alarms)) {
      createAlarm(this, `${regionAlarmPrefix}${name}`, props);
    }

    const { account, region } = Stack.of(this);
    if (region === edgeHomeRegion) return;
    const bus = `arn:aws:events:${edgeHomeRegion}:${account}:event-bus/default`;
    new Rule(this, 'Forward', {
      description: `Forwards the edge's alarms to ${edgeHomeRegion}`,
      eventPattern: stateChangesOf(this, regionAlarmPrefix),
      targets: [new EventBusTarget(EventBus.fromEventBusArn(this, 'HomeBus', bus))],
    });
  }
}
