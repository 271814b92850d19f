import type { EnvironmentName } from '../../../infra/environments.ts';
import { resourcesOf, templateOf } from './templates.ts';

/** One thing that could be done to a table, as DynamoDB would ask IAM about it. */
export type Cell = {
  table: 'EmbedSecrets' | 'EmbedSessions' | 'EmbedEvents';
  index?: string;
  action: string;
  /** The partitions named; none, as a scan or a statement about the table names none. */
  partitions: readonly string[];
  /** The attributes named; none if the request names none. */
  attributes: readonly string[];
  /** What the response contains: the `Select` of a read, the `ReturnValues` of a write. */
  returned: string;
};

/** `<table>[/<index>] <action>[!] <partition>[: <attributes>]` */
export type MayDo = readonly string[];

const partitions = [
  ['ORG#acme'],
  ['DELETED#acme'],
  ['HOST#analytics.acme.com'],
  ['ENVIRONMENT'],
  ['ENVIRONMENTAL'],
  ['SESSION#acme#n.1'],
  ['CLAIMS#acme#s.1'],
  ['V0#acme#2026-01-01'],
  ['USAGE#acme#1#0'],
  ['RECENT#acme#1#1'],
  ['IDEMPOTENCY#acme#1'],
  ['EVENT#acme'],
  ['acme'],
  ['ORG'],
  ['HOST'],
  ['ORG#acme', 'ENVIRONMENT'],
  [],
];
const attributes: readonly (readonly string[])[] = [
  ['partitionKey', 'sortKey'],
  ['partitionKey', 'embedEnabled'],
  ['settings'],
  ['secrets'],
  ['keys'],
  ['lifecycle'],
  ['disabledKeys'],
  ['retiredKeys'],
  ['secrets', 'keys'],
  ['deletions'],
  ['sessionsValidFrom'],
  ['partitionKey', 'claims'],
  ['state'],
  ['organizationId', 'sessionId', 'state', 'secretId', 'externalId', 'name', 'createdAt', 'expiresAt'],
  [],
];
const reads = ['GetItem', 'BatchGetItem', 'Query'];
const writes = ['PutItem', 'UpdateItem', 'DeleteItem'];
const selects = ['SPECIFIC_ATTRIBUTES', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'COUNT'];
const returnValues = ['NONE', 'UPDATED_NEW', 'UPDATED_OLD', 'ALL_NEW', 'ALL_OLD'];

/** Nobody's: tried with one attribute only. */
const neverReads = ['Scan', 'ConditionCheckItem', 'PartiQLSelect'];
const neverWrites = ['BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'];

/** What is done to a table as a whole, and to no item in it. */
const ofWholeTables = [
  'CreateBackup',
  'CreateTable',
  'CreateTableReplica',
  'DeleteResourcePolicy',
  'DeleteTable',
  'DescribeContinuousBackups',
  'DescribeTable',
  'DescribeTimeToLive',
  'DisableKinesisStreamingDestination',
  'EnableKinesisStreamingDestination',
  'ExportTableToPointInTime',
  'GetResourcePolicy',
  'ListTagsOfResource',
  'PutResourcePolicy',
  'RestoreTableFromBackup',
  'RestoreTableToPointInTime',
  'StartAwsBackupJob',
  'TagResource',
  'UntagResource',
  'UpdateContinuousBackups',
  'UpdateContributorInsights',
  'UpdateGlobalTable',
  'UpdateTable',
  'UpdateTableReplicaAutoScaling',
  'UpdateTimeToLive',
];

const tables = [{ table: 'EmbedSecrets' }, { table: 'EmbedSessions' }, { table: 'EmbedEvents' }] as const;
const indexes = [
  { table: 'EmbedSessions', index: 'byOrganization' },
  { table: 'EmbedSecrets', index: 'directory' },
] as const;

/** Every cell: tables and their indexes × actions × leading keys × attributes × what the response contains. */
export function cellsOf(): Cell[] {
  return [
    ...tables.flatMap((target) => [
      ...reads.flatMap((action) => cellsOfAction(target, action, attributes, selects)),
      ...writes.flatMap((action) => cellsOfAction(target, action, attributes, returnValues)),
      ...neverReads.flatMap((action) => cellsOfAction(target, action, [['secrets']], selects)),
      ...neverWrites.flatMap((action) => cellsOfAction(target, action, [['secrets']], returnValues)),
      ...ofWholeTables.map((action) => ({ ...target, action, partitions: [], attributes: [], returned: '' })),
    ]),
    ...indexes.flatMap((index) =>
      ['Query', 'Scan', 'PartiQLSelect'].flatMap((action) =>
        cellsOfAction(index, action, attributes, selects),
      ),
    ),
  ];
}

const cellsOfAction = (
  target: Pick<Cell, 'table' | 'index'>,
  action: string,
  named: typeof attributes,
  returns: readonly string[],
): Cell[] =>
  partitions.flatMap((some) =>
    named.flatMap((names) =>
      returns.map((returned) => ({ ...target, action, partitions: some, attributes: names, returned })),
    ),
  );

/** Whether it may be, by what is written down: read with no eye on the policies. */
export const mayBe = (mayDo: MayDo, cell: Cell): boolean =>
  mayDo.some((line) => {
    const [, target, action, silent, partition, names] =
      /^(\S+) (\w+)(!?) (.*?)(?:: (.*))?$/.exec(line) ?? [];
    const { table, index, partitions: named, attributes: some, returned } = cell;
    if (target !== (index === undefined ? table : `${table}/${index}`) || action !== cell.action)
      return false;
    if (named.length === 0 || !named.every((key) => isIn(partition ?? '', key))) return false;
    if (names === undefined) return true;
    const onlyWhatIsNamed = (silent ? ['NONE'] : ['SPECIFIC_ATTRIBUTES', 'NONE', 'UPDATED_NEW']).includes(
      returned,
    );
    return onlyWhatIsNamed && some.length > 0 && some.every((name) => names.split(' ').includes(name));
  });

/** A partition is a prefix up to its `#`, or the whole key. `*` is any: of an index, whose keys have no prefix. */
const isIn = (partition: string, key: string): boolean =>
  partition === '*' || (partition.endsWith('#') ? key.startsWith(partition) : key === partition);

/** A cell as IAM sees it. */
export function requestOf(
  { table, index, action, partitions: named, attributes: some, returned }: Cell,
  { region, account }: { region: string; account: string },
) {
  const isRead = [...reads, ...neverReads].includes(action);
  const arn = `arn:aws:dynamodb:${region}:${account}:table/${table}`;
  return {
    action: `dynamodb:${action}`,
    resource: index === undefined ? arn : `${arn}/index/${index}`,
    context: {
      'aws:SecureTransport': 'true',
      ...(named.length === 0 ? {} : { 'dynamodb:LeadingKeys': [...named] }),
      ...(some.length === 0 ? {} : { 'dynamodb:Attributes': [...some] }),
      ...(returned === '' ? {} : { [isRead ? 'dynamodb:Select' : 'dynamodb:ReturnValues']: returned }),
    },
  };
}

/** The tables' own policies, by table. */
export function tlsOnlyPolicies(environment: EnvironmentName): Record<string, unknown> {
  const found = resourcesOf(templateOf(environment, 'EmbedSecretsData'), 'AWS::DynamoDB::GlobalTable');
  return Object.fromEntries(
    Object.values(found).map(({ Properties }) => [
      Properties.TableName,
      Properties.Replicas[0].ResourcePolicy.PolicyDocument,
    ]),
  );
}
