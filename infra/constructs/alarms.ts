import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export type AlarmProps = {
  metric: IMetric;
  /** For one period of the metric. */
  threshold: number;
  /** What it means and where to look, for the person who gets the email. */
  description: string;
  /** Whether the alarm fires at or above the threshold (the default), or below it. */
  when?: 'at-least' | 'below';
  /** Whether a period without data also fires the alarm. */
  whenMissing?: boolean;
};

/** Alarms that reach the alarm address through a topic in the stack's own Region. */
export class Alarms extends Construct {
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, { alarmAddress }: { alarmAddress: string }) {
    super(scope, id);
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    // With a policy of its own, a topic no longer accepts the account's alarms by default.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfTheAccount',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    topic.addSubscription(new EmailSubscription(alarmAddress));
    this.#action = new SnsAction(topic);
  }

  /** Adds an alarm that notifies once when it fires and once when it clears. */
  addAlarm(
    id: string,
    { metric, threshold, description, when = 'at-least', whenMissing = false }: AlarmProps,
  ): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: description,
      comparisonOperator:
        when === 'below'
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: whenMissing ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
  }
}
