import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { sdkDynamoDb } from '../../lambdas/api/dynamodb.ts';
import { edgeDynamoDb } from '../../lambdas/edge/dynamodb.ts';
import { createTables, startEmbeddedDynamoDb } from '../../local/embedded-dynamodb.ts';
import type { DynamoDb, Table } from '../../shared/dynamodb.ts';

const region = 'us-east-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A DynamoDB with the tables of this system, and both ways to it. */
export type TestDynamoDb = {
  endpoint: string;
  /** As the API functions reach it. */
  sdk: DynamoDb;
  /** As the edge reaches it. */
  edge: (budget: AbortSignal) => DynamoDb;
  /** Every item of a table whose partition key names an organization. */
  dump: (table: Table, organizationId: string) => Promise<Record<string, unknown>[]>;
  close: () => Promise<void>;
};

/**
 * The implementations that are here: the embedded one, and Amazon's own where `DYNAMODB_LOCAL_ENDPOINT` names
 * one (`.ci/run` starts it).
 */
export const implementations: readonly { name: string; start: () => Promise<TestDynamoDb> }[] = [
  { name: 'dynalite', start: startTestDynamoDb },
  ...(process.env.DYNAMODB_LOCAL_ENDPOINT === undefined
    ? []
    : [
        {
          name: 'DynamoDB local',
          start: () =>
            connectTestDynamoDb(process.env.DYNAMODB_LOCAL_ENDPOINT ?? '', () => Promise.resolve()),
        },
      ]),
];

/** Starts an embedded DynamoDB of its own. */
export async function startTestDynamoDb(): Promise<TestDynamoDb> {
  const { endpoint, close } = await startEmbeddedDynamoDb();
  return await connectTestDynamoDb(endpoint, close);
}

/** The tables on a DynamoDB that is there, made where they are not. */
export async function connectTestDynamoDb(
  endpoint: string,
  close: () => Promise<void>,
): Promise<TestDynamoDb> {
  // The edge takes its credentials from the environment, as in Lambda.
  process.env.AWS_ACCESS_KEY_ID = credentials.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = credentials.secretAccessKey;
  const client = new DynamoDBClient({ endpoint, region, credentials });
  await createTables(client);
  return { endpoint, ...storesAt(endpoint), dump: dumpOf(client), close };
}

const dumpOf =
  (client: DynamoDBClient): TestDynamoDb['dump'] =>
  async (table, organizationId) => {
    const { Items: items = [] } = await DynamoDBDocumentClient.from(client).send(
      new ScanCommand({ TableName: table, ConsistentRead: true }),
    );
    const isOf = (key: unknown) => String(key).split('#')[1] === organizationId;
    return items.filter(({ partitionKey }) => isOf(partitionKey));
  };

/** Both ways to a DynamoDB that is there. */
export const storesAt = (endpoint: string): Pick<TestDynamoDb, 'sdk' | 'edge'> => ({
  sdk: sdkDynamoDb({ endpoint, region, credentials }),
  edge: edgeDynamoDb({ region, dynamodbEndpoint: endpoint }),
});

/** As the edge reaches it, with all the time of a busy machine: for a test that is not about time. */
export const patientEdgeAt = (endpoint: string): ((budget: AbortSignal) => DynamoDb) => {
  const edge = edgeDynamoDb({ region, dynamodbEndpoint: endpoint, responseTimeoutMs: 60_000 });
  return () => edge(unlimited);
};

/** No limit of time: for a test that is not about it. */
export const unlimited = new AbortController().signal;

let made = 0;
/** An organization id that no other test has, also in a DynamoDB that several share. */
export const uniqueOrganizationId = (): string => `org-${process.pid}-${Date.now().toString(36)}-${++made}`;
