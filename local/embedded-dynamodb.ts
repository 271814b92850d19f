import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';
import { type TableDefinition, tables } from '../shared/tables.ts';
import { listening } from './http.ts';

/**
 * Starts a DynamoDB in this process.
 *
 * @param dataFolder keeps the data between runs. Default: they are in memory
 * @throws {Error} in one sentence for the user, if the folder can't be used
 */
export async function startEmbeddedDynamoDb(
  dataFolder?: string,
): Promise<{ endpoint: string; close: () => Promise<void> }> {
  if (dataFolder !== undefined) await checkDataFolder(dataFolder);
  const stored = dataFolder === undefined ? {} : { path: dataFolder };
  const server = dynalite({ createTableMs: 0, ...stored }) as Server;
  const port = await listening(server, { port: 0 });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      return promise;
    },
  };
}

/** The emulator would only fail at its first request. */
async function checkDataFolder(folder: string): Promise<void> {
  try {
    // The data hold keys.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const database = new ClassicLevel(folder);
    await database.open();
    await database.close();
  } catch (error) {
    const isLocked = error instanceof Error && hasCode(error.cause, 'LEVEL_LOCKED');
    const why = isLocked ? 'another run uses it' : 'it has to be a folder that you can write to';
    throw new Error(`EMBED_DATA can't be ${folder}: ${why}.`);
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** In seconds. The first poll is immediate: the tables of an embedded DynamoDB are ready after a few milliseconds. */
const polling = { minDelay: 0.01, maxDelay: 0.5, maxWaitTime: 30 };

/**
 * Creates the missing tables, and waits until they can be used.
 *
 * @throws {Error} in one sentence for the user, if an earlier version created them without an index
 */
export async function createTables(client: DynamoDBClient): Promise<void> {
  for (const table of tables) {
    try {
      await client.send(new CreateTableCommand(createTableInput(table)));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
  for (const { name, index } of tables) {
    await waitUntilTableExists({ client, ...polling }, { TableName: name });
    if (index !== undefined) await requireIndex(client, name, index.name);
  }
}

/** The embedded DynamoDB can't add an index to a table. */
async function requireIndex(client: DynamoDBClient, table: string, index: string): Promise<void> {
  const { Table: description } = await client.send(new DescribeTableCommand({ TableName: table }));
  const indexes = description?.GlobalSecondaryIndexes ?? [];
  if (indexes.some(({ IndexName: name }) => name === index)) return;
  throw new Error(
    `An earlier version created the table ${table}, without the index ${index}: use another EMBED_DATA, or delete the table.`,
  );
}

function createTableInput({ name, sortKey, index }: TableDefinition): CreateTableCommandInput {
  const keys = ['partitionKey', ...(sortKey ? ['sortKey'] : [])];
  const indexKeys = index === undefined ? [] : [index.partitionKey, index.sortKey];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keySchema(keys),
    AttributeDefinitions: [...new Set([...keys, ...indexKeys])].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    ...(index === undefined
      ? {}
      : {
          GlobalSecondaryIndexes: [
            {
              IndexName: index.name,
              KeySchema: keySchema(indexKeys),
              Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.attributes] },
            },
          ],
        }),
  };
}

const keySchema = (names: readonly string[]) =>
  names.map(
    (AttributeName, position) => ({ AttributeName, KeyType: position === 0 ? 'HASH' : 'RANGE' }) as const,
  );
