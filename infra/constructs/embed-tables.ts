import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Table } from '../../shared/dynamodb.ts';
import type { TableNames } from '../../shared/table-names.ts';
import { type TableDefinition, tables } from '../../shared/tables.ts';
import { tableArn, tableNameOf, tablesKeyAlias } from './table-access.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

export type EmbedTablesProps = {
  /** Whether tables and key outlive the stack, and can be brought back to any of 35 days. */
  keepsData: boolean;
  /** Gets the alias by which functions know it. A new key, if it is not given. */
  encryptionKey?: IKey | undefined;
  /** What the tables are called, if not as in the code. */
  tableNames?: Partial<TableNames> | undefined;
};

/** The tables, and the key that encrypts them. */
export class EmbedTables extends Construct {
  readonly key: IKey;
  /** By their names in the code. */
  readonly tables: ReadonlyMap<Table, TableV2>;

  constructor(scope: Construct, id: string, { keepsData, encryptionKey, tableNames }: EmbedTablesProps) {
    super(scope, id);
    const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key =
      encryptionKey ??
      new Key(this, 'Key', {
        alias: tablesKeyAlias(this),
        description: 'Encrypts the tables of Embed Secrets',
        enableKeyRotation: true,
        removalPolicy,
      });
    if (encryptionKey !== undefined) {
      new Alias(this, 'Alias', { aliasName: tablesKeyAlias(this), targetKey: encryptionKey });
    }
    this.tables = new Map(
      tables.map(({ name, sortKey, timeToLiveAttribute, index, stream }) => [
        name,
        new TableV2(this, name, {
          tableName: tableNameOf(name, { tableNames }),
          partitionKey: string('partitionKey'),
          ...(sortKey ? { sortKey: string('sortKey') } : {}),
          ...(timeToLiveAttribute === undefined ? {} : { timeToLiveAttribute }),
          ...(index === undefined ? {} : { globalSecondaryIndexes: [secondaryIndex(index)] }),
          ...(stream === undefined ? {} : { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
          billing: Billing.onDemand(),
          encryption: TableEncryptionV2.customerManagedKey(this.key),
          pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: keepsData },
          deletionProtection: keepsData,
          removalPolicy,
          resourcePolicy: tlsOnly(this, tableNameOf(name, { tableNames })),
        }),
      ]),
    );
  }
}

const secondaryIndex = ({
  name,
  partitionKey,
  sortKey,
  attributes,
}: NonNullable<TableDefinition['index']>): GlobalSecondaryIndexPropsV2 => ({
  indexName: name,
  partitionKey: string(partitionKey),
  sortKey: string(sortKey),
  projectionType: ProjectionType.INCLUDE,
  nonKeyAttributes: [...attributes],
});

/** DynamoDB also accepts plain HTTP. */
function tlsOnly(scope: Construct, table: string): PolicyDocument {
  const { account, region } = Stack.of(scope);
  const arn = tableArn(table, { account, region });
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'TlsOnly',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['dynamodb:*'],
        resources: [arn, `${arn}/index/*`],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ],
  });
}
