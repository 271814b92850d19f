import { Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import {
  EventField,
  type EventPattern,
  type IEventBus,
  Rule,
  type RuleProps,
  RuleTargetInput,
} from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { namePrefix } from './names.ts';

const alarmPrefix = (scope: Construct): string => `${namePrefix(scope)}-`;
/** The prefix of the edge function's alarm names, in every Region. */
export const regionAlarmPrefix = 'edge-function-';

export type AlarmProps = {
  metric: IMetric;
  /** Compared with one period of the metric. */
  threshold: number;
  /** What it means and where to look, for the person who gets the email. */
  description: string;
  /** Whether the alarm fires at or above the threshold (the default), or below it. */
  when?: 'at-least' | 'below';
  /** Whether a period without data fires the alarm too. */
  whenMissing?: boolean;
};

export type NotificationProps = Required<Pick<RuleProps, 'description' | 'eventPattern'>> & {
  /** The account's default bus, unless given. */
  eventBus?: IEventBus;
  message: RuleTargetInput;
};

/** Notified of alarms: a topic in the Region of the scope, or an address that gets one. */
export type Notified = { topic: ITopic } | { alarmAddress: string };

/** Alarms that notify a topic in the stack's own Region. */
export class Alarms extends Construct {
  readonly #topic: ITopic;
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, notified: Notified) {
    super(scope, id);
    this.#topic = 'topic' in notified ? notified.topic : this.#createTopic(notified.alarmAddress);
    this.#action = new SnsAction(this.#topic);
  }

  #createTopic(alarmAddress: string): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    // Once a topic has a policy, it no longer accepts the account's alarms by default.
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
    return topic;
  }

  /**
   * Adds an alarm that notifies once when it fires and once when it clears.
   *
   * @param name its name is `embed-secrets-<name>`; docs/operations.md has a heading for it
   */
  addAlarm(name: string, props: AlarmProps): void {
    const alarm = createAlarm(this, name, props);
    alarm.addAlarmAction(this.#action);
    alarm.addOkAction(this.#action);
  }

  /** Notifies of the edge function's alarms in all Regions: their state changes arrive on this Region's bus. */
  addForwardedAlarms(): void {
    this.addNotification('EdgeAlarms', {
      description: "Sends notifications for the edge function's alarms in every Region",
      eventPattern: stateChangesOf(this, regionAlarmPrefix),
      message: RuleTargetInput.fromText(
        `${EventField.fromPath('$.detail.alarmName')} in ${EventField.fromPath('$.region')}: ` +
          `${EventField.fromPath('$.detail.state.value')}. ${EventField.fromPath('$.detail.configuration.description')} ` +
          `(${EventField.fromPath('$.detail.state.reason')})`,
      ),
    });
  }

  /** Sends a message to the alarm address for each event that matches. */
  addNotification(id: string, { message, ...rule }: NotificationProps): void {
    const target = new SnsTopic(this.#topic, { authorizeUsingRole: true, message });
    new Rule(this, id, { ...rule, targets: [target] });
  }
}

/** An alarm without actions: the caller decides who is notified. */
export function createAlarm(
  scope: Construct,
  name: string,
  { metric, threshold, description, when = 'at-least', whenMissing = false }: AlarmProps,
): Alarm {
  return new Alarm(scope, name, {
    alarmName: `${alarmPrefix(scope)}${name}`,
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
}

/**
 * The state changes of alarms whose names begin with `embed-secrets-` and this prefix.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export const stateChangesOf = (scope: Construct, prefix: string): EventPattern => ({
  source: ['aws.cloudwatch'],
  detailType: ['CloudWatch Alarm State Change'],
  detail: { alarmName: [{ prefix: `${alarmPrefix(scope)}${prefix}` }] },
});
