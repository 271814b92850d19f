import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';

const prefix = 'ORG#';

/** The IDs of all organizations in a table, read without anything else of them. */
export async function listOrganizationIds(client: DynamoDBClient, tableName: string): Promise<string[]> {
  const pages = paginateScan(
    { client },
    {
      TableName: tableName,
      ConsistentRead: true,
      ProjectionExpression: 'partitionKey',
      FilterExpression: 'begins_with(partitionKey, :prefix)',
      ExpressionAttributeValues: { ':prefix': { S: prefix } },
    },
  );
  const ids: string[] = [];
  for await (const { Items = [] } of pages) {
    ids.push(...Items.map(({ partitionKey }) => String(partitionKey?.S).slice(prefix.length)));
  }
  return ids;
}
