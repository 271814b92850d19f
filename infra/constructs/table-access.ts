import { Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Table, TableAccess } from '../../shared/dynamodb.ts';
import type { TableNames } from '../../shared/table-names.ts';
import { namePrefix } from './names.ts';
import { wildcardFinding } from './wildcard-finding.ts';

/** Where an environment's tables are. Their key's alias is fixed. */
export type TablesLocation = { account: string; region: string; tableNames?: Partial<TableNames> };

/** What a table is called in DynamoDB. */
export const tableNameOf = (
  table: Table,
  { tableNames = {} }: { tableNames?: Partial<TableNames> | undefined },
): string => tableNames[table] ?? table;

/** The names of all tables. */
export const tableNamesOf = (location: Pick<TablesLocation, 'tableNames'>): TableNames => ({
  EmbedSecrets: tableNameOf('EmbedSecrets', location),
  EmbedSessions: tableNameOf('EmbedSessions', location),
  EmbedEvents: tableNameOf('EmbedEvents', location),
});

/** The alias of the KMS key that encrypts the tables. */
export const tablesKeyAlias = (scope: Construct): string => `alias/${namePrefix(scope)}`;

/** Allows a function only what it needs: each access to a table, and use of the tables' key through DynamoDB. */
export function grantTableAccess(role: Role, access: readonly TableAccess[], location: TablesLocation): void {
  for (const statement of [
    ...access.map((one) => accessStatement(one, location)),
    keyStatement(role, location),
  ]) {
    role.addToPolicy(statement);
  }
  Validations.of(role).acknowledge({
    id: wildcardFinding(anyKey(location)),
    reason: 'Its conditions leave one key, known by its alias, and only through DynamoDB.',
  });
}

export const tableArn = (name: string, { account, region }: TablesLocation): string =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}`;

/**
 * One access as an IAM statement. `ForAllValues` also holds for a request without any such value, such as a scan, so `Null`
 * refuses those.
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

/** `dynamodb:Attributes` covers the attributes that a request names; this limits those that its response returns. */
function answerIsOf(
  action: TableAccess['action'],
  returnValues: TableAccess['returnValues'],
): Record<string, string | string[]> {
  return action === 'PutItem' || action === 'UpdateItem'
    ? { 'dynamodb:ReturnValues': returnValues ?? ['NONE', 'UPDATED_NEW'] }
    : { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' };
}

/**
 * DynamoDB uses the tables' key on the caller's behalf. The key is identified by its alias, because a stack in another Region
 * can't refer to the key itself, and it can be used only through DynamoDB.
 */
function keyStatement(scope: Construct, location: TablesLocation): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [anyKey(location)],
    conditions: {
      'ForAnyValue:StringEquals': { 'kms:ResourceAliases': tablesKeyAlias(scope) },
      StringEquals: { 'kms:ViaService': `dynamodb.${location.region}.amazonaws.com` },
    },
  });
}

const anyKey = ({ account, region }: TablesLocation): string => `arn:aws:kms:${region}:${account}:key/*`;
