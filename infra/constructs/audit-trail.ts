import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { type CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import type { Alarms } from './alarms.ts';
import { logGroupName, metricNamespace, namePrefix } from './names.ts';
import { ProtectedLogGroup } from './protected-log-group.ts';
import { tableArn } from './table-access.ts';

/** The names of the roles that these stacks create for their functions begin with the stack's name. */
const ownStacks = ['EmbedSecretsApi', 'EmbedSecretsEdge'];

/**
 * A CloudTrail trail that records who changed the tables, who other than this product's functions read them, and every
 * change to the account's resources in this Region. It leaves out the functions' own reads, because an event for each
 * viewer request would cost more than the request.
 */
export class AuditTrail extends Construct {
  readonly #logGroup: LogGroup;

  constructor(scope: Construct, id: string, { environment }: { environment: Environment }) {
    super(scope, id);
    const { retention } = environment;
    const bucket = new Bucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(retention.logDays) }],
      removalPolicy: retention.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    }) as IBucket;
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'The bucket is a log itself; the trail records changes to the bucket and its policy.',
    });
    this.#logGroup = new ProtectedLogGroup(this, 'LogGroup', {
      ...retention,
      logGroupName: logGroupName(this, 'trail'),
    });
    const trail = new Trail(this, 'Trail', {
      trailName: namePrefix(this),
      bucket,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableFileValidation: true,
      sendToCloudWatchLogs: true,
      cloudWatchLogGroup: this.#logGroup,
    });
    const resource = trail.node.defaultChild as CfnTrail;
    resource.eventSelectors = undefined;
    resource.advancedEventSelectors = eventSelectors(environment);
  }

  /** Adds the alarms on events that only the account's own trail has. */
  addAlarms(alarms: Alarms): void {
    const count = (metricName: string, filterPattern: string) =>
      new MetricFilter(this, metricName, {
        logGroup: this.#logGroup,
        filterPattern: FilterPattern.literal(filterPattern),
        metricNamespace: metricNamespace(this),
        metricName,
      }).metric({ statistic: Stats.SUM, period: Duration.minutes(5) });

    alarms.addAlarm('key-changes', {
      metric: count(
        'KeyChanges',
        '{ ($.eventSource = "kms.amazonaws.com") && (($.eventName = "DisableKey") || ($.eventName = "ScheduleKeyDeletion") || ($.eventName = "PutKeyPolicy")) }',
      ),
      threshold: 1,
      description:
        'A KMS key was disabled, is to be deleted, or has a new policy. Without its key no table can be read.',
    });
    alarms.addAlarm('tables-read-by-others', {
      metric: count('TablesReadByOthers', '{ ($.eventCategory = "Data") && ($.readOnly IS TRUE) }'),
      threshold: 1,
      description: "Someone other than this product's functions read a table. Embed secret keys are in it.",
    });
    const others = ownRoles({ account: Stack.of(this).account })
      .map((role) => `($.userIdentity.arn != "${role}*")`)
      .join(' && ');
    alarms.addAlarm('tables-changed-by-others', {
      metric: count(
        'TablesChangedByOthers',
        `{ ($.eventCategory = "Data") && ($.readOnly IS FALSE) && ${others} }`,
      ),
      threshold: 1,
      description: "Someone other than this product's functions changed an item of a table.",
    });
  }
}

const ownRoles = ({ account }: Pick<Environment, 'account'>): string[] =>
  ownStacks.map((stack) => `arn:aws:sts::${account}:assumed-role/${stack}-`);

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html */
function eventSelectors(environment: Environment): CfnTrail.AdvancedEventSelectorProperty[] {
  const tables = [
    { field: 'eventCategory', equalTo: ['Data'] },
    { field: 'resources.type', equalTo: ['AWS::DynamoDB::Table'] },
    // Every table of the account whose name begins like ours, including restored ones.
    { field: 'resources.ARN', startsWith: [tableArn('Embed', environment)] },
  ];
  return [
    {
      name: 'Changes of resources',
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Management'] },
        { field: 'readOnly', equalTo: ['false'] },
      ],
    },
    {
      name: 'Writes to the tables',
      fieldSelectors: [...tables, { field: 'readOnly', equalTo: ['false'] }],
    },
    {
      name: "Reads of the tables by anyone but this product's functions",
      fieldSelectors: [
        ...tables,
        { field: 'readOnly', equalTo: ['true'] },
        { field: 'userIdentity.arn', notStartsWith: ownRoles(environment) },
      ],
    },
  ];
}
