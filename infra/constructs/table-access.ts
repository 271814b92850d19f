import { Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Table, TableAccess } from '../../shared/dynamodb.ts';
import type { TableNames } from '../../shared/table-names.ts';

/** Where an environment's tables are. Their key's alias is fixed. */
export type TablesLocation = { account: string; region: string; tableNames?: Partial<TableNames> };

/** What a table is called in DynamoDB. */
export const tableNameOf = (table: Table, { tableNames = {} }: Pick<TablesLocation, 'tableNames'>): string =>
  tableNames[table] ?? table;

/** What all of them are called. */
export const tableNamesOf = (location: Pick<TablesLocation, 'tableNames'>): TableNames => ({
  EmbedSecrets: tableNameOf('EmbedSecrets', location),
  EmbedSessions: tableNameOf('EmbedSessions', location),
  EmbedEvents: tableNameOf('EmbedEvents', location),
});

/** Of the KMS key that encrypts the tables. */
export const tablesKeyAlias = 'alias/embed-secrets';

/** Allows a function what it needs of the tables, and no more: each access, and the tables' key through them. */
export function grantTableAccess(role: Role, access: readonly TableAccess[], location: TablesLocation): void {
  for (const statement of [...access.map((one) => accessStatement(one, location)), keyStatement(location)]) {
    role.addToPolicy(statement);
  }
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${anyKey(location)}]`,
    reason: 'Its conditions leave one key, known by its alias, and only through DynamoDB.',
  });
}

export const tableArn = (name: string, { account, region }: TablesLocation): string =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}`;

/**
 * One access as an IAM statement. `ForAllValues` also holds for a request that carries no such value at all,
 * a scan for one: `Null` refuses those.
 */
function accessStatement(access: TableAccess, location: TablesLocation): PolicyStatement {
  const { table, index, action, partition, attributes, returnValues } = access;
  const arn = tableArn(tableNameOf(table, location), location);
  return new PolicyStatement({
    actions: [`dynamodb:${action}`],
    resources: [index === undefined ? arn : `${arn}/index/${index}`],
    conditions: {
      ...leadingKeyIs(partition),
      ...(attributes === undefined
        ? { Null: { 'dynamodb:LeadingKeys': 'false' } }
        : {
            Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
            'ForAllValues:StringEquals': { 'dynamodb:Attributes': [...attributes] },
            StringEquals: answerIsOf(action, returnValues),
          }),
    },
  });
}

function leadingKeyIs(partition: TableAccess['partition']): Record<string, Record<string, string[]>> {
  if (partition === '*') return {};
  const pattern = partition.endsWith('#') ? `${partition}*` : partition;
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [pattern] } };
}

/** `dynamodb:Attributes` is of what a request names; this is so that its answer has nothing else either. */
function answerIsOf(
  action: TableAccess['action'],
  returnValues: TableAccess['returnValues'],
): Record<string, string | string[]> {
  return action === 'PutItem' || action === 'UpdateItem'
    ? { 'dynamodb:ReturnValues': returnValues ?? ['NONE', 'UPDATED_NEW'] }
    : { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' };
}

/**
 * DynamoDB uses the table's key in the caller's name. The key is known by its alias, because a stack in
 * another region cannot refer to the key itself; and it serves through DynamoDB only.
 */
function keyStatement(location: TablesLocation): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [anyKey(location)],
    conditions: {
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': tablesKeyAlias },
      StringEquals: { 'kms:ViaService': `dynamodb.${location.region}.amazonaws.com` },
    },
  });
}

const anyKey = ({ account, region }: TablesLocation): string => `arn:aws:kms:${region}:${account}:key/*`;
