import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, EventField, type IEventBus, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EventType } from '../../shared/contract/events.ts';
import type { Alarms } from './alarms.ts';
import { namePrefix } from './names.ts';
import { addPipeAlarms } from './pipe-alarms.ts';

const source = 'embed-secrets';
const detailType = 'Embed Secrets Audit Event';

/** What puts a key into a person's hands. */
const keyReturned: readonly EventType[] = ['secret_created', 'secret_rotated', 'secret_revealed'];

/** The name of both the bus and the pipe. */
const auditBusName = (scope: Construct): string => `${namePrefix(scope)}-audit`;

export type AuditEventBusProps = {
  /** With a stream of new and old images. */
  events: TableV2;
  /** Encrypts the table, and so its stream. */
  key: IKey;
  /** Notified of what wasn't delivered, and of each key that is returned to a person. Nobody, if it isn't given. */
  alarms: Alarms | undefined;
};

/**
 * Publishes the audit trail: the stream of the events' table → a pipe that leaves out what isn't confirmed → a bus of
 * the environment's own. There is no code of ours in between. docs/audit-trail.md has the events' schema.
 */
export class AuditEventBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { events, key, alarms }: AuditEventBusProps) {
    super(scope, id);
    const name = auditBusName(this);
    const bus = new EventBus(this, 'Bus', {
      eventBusName: name,
      description: 'The audit trail of Embed Secrets',
    });
    const undelivered = new Queue(this, 'Undelivered', {
      queueName: `${name}-undelivered`,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(undelivered).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is the dead-letter queue of the pipe; an alarm watches what is in it.',
    });

    const role = this.#role({ events, key, bus, undelivered });
    const pipe = new CfnPipe(this, 'Pipe', {
      name,
      description: 'Confirmed events of the audit trail to their bus',
      roleArn: role.roleArn,
      source: events.tableStreamArn ?? missingStream(),
      sourceParameters: {
        filterCriteria: { filters: [{ pattern: JSON.stringify(confirmed) }] },
        dynamoDbStreamParameters: {
          startingPosition: 'TRIM_HORIZON',
          batchSize: 10,
          // A bus that is throttled recovers; an event that can never be delivered must not hold up the others for long.
          maximumRetryAttempts: 20,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: undelivered.queueArn },
        },
      },
      target: bus.eventBusArn,
      targetParameters: {
        eventBridgeEventBusParameters: { source, detailType },
        inputTemplate,
      },
    });
    // A pipe can't be created before its role may do all of this.
    pipe.node.addDependency(role.node.findChild('DefaultPolicy'));
    this.bus = bus;
    if (alarms === undefined) return;
    addPipeAlarms(alarms, { pipeName: name, undelivered });
    alarms.addNotification('KeyReturned', {
      description: 'Sends a notification for each secret that is created, rotated or revealed',
      eventBus: bus as IEventBus,
      eventPattern: { source: [source], detailType: [detailType], detail: { type: [...keyReturned] } },
      message: RuleTargetInput.fromText(
        `${field('type')} in ${field('organizationId')} by ${field('actor')} at ${field('at')} (request ${field('requestId')})`,
      ),
    });
  }

  /** Reads the stream, and sends what it has read to the bus or, if that fails, its position to the queue. */
  #role({
    events,
    key,
    bus,
    undelivered,
  }: Omit<AuditEventBusProps, 'alarms'> & { bus: EventBus; undelivered: Queue }): Role {
    const { account, region } = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': `arn:aws:pipes:${region}:${account}:pipe/${auditBusName(this)}` },
        },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [events.tableStreamArn ?? missingStream()],
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [key.keyArn],
        conditions: {
          StringEquals: {
            'kms:ViaService': [
              `dynamodb.${region}.amazonaws.com`,
              `streams.dynamodb.${region}.amazonaws.com`,
            ],
          },
        },
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }));
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [undelivered.queueArn] }),
    );
    return role;
  }
}

/**
 * The one change of an event in which its outcome becomes `succeeded`: not its opening, its retraction, its expiry.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html
 */
const confirmed = {
  dynamodb: {
    NewImage: { outcome: { S: ['succeeded'] } },
    OldImage: { outcome: { S: [{ exists: false }] } },
  },
};

/** Members that every event has, as plain text; `item` has all of them, as DynamoDB's JSON. */
const image = (attribute: string) => `<$.dynamodb.NewImage.${attribute}.S>`;
const inputTemplate = `{
  "id": ${image('sortKey')},
  "at": ${image('at')},
  "type": ${image('type')},
  "organizationId": ${image('organizationId')},
  "actor": ${image('actor')},
  "requestId": ${image('requestId')},
  "item": <$.dynamodb.NewImage>
}`;

const field = (member: string): string => EventField.fromPath(`$.detail.${member}`);

function missingStream(): never {
  throw new TypeError('the table of the events has no stream');
}
