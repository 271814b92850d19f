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
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Table } from '../../shared/dynamodb.ts';
import { type TableDefinition, tables } from '../../shared/tables.ts';
import { tableArn, tablesKeyAlias } from './table-access.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** The tables, and the key that encrypts them. */
export class EmbedTables extends Construct {
  readonly key: IKey;
  /** By their names in the code. */
  readonly tables: ReadonlyMap<Table, TableV2>;

  /** @param keepsData whether table and key outlive the stack, and can be brought back to any of 35 days */
  constructor(scope: Construct, id: string, { keepsData }: { keepsData: boolean }) {
    super(scope, id);
    const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.key = new Key(this, 'Key', {
      alias: tablesKeyAlias,
      description: 'Encrypts the tables of Embed Secrets',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.tables = new Map(
      tables.map(({ name, sortKey, timeToLiveAttribute, index, stream }) => [
        name,
        new TableV2(this, name, {
          tableName: name,
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
          resourcePolicy: tlsOnly(this, name),
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
