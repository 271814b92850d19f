import { type DynamoDb, getItem, type Item } from '../dynamodb.ts';
import { organizationPrimaryKey } from './organization.ts';

/** Reads some attributes of an organization's item, strongly consistent. `undefined` if it doesn't exist. */
export const readOrganizationAttributes = (
  dynamodb: DynamoDb,
  organizationId: string,
  attributes: readonly string[],
): Promise<Item | undefined> =>
  getItem(dynamodb, {
    TableName: 'EmbedSecrets',
    Key: organizationPrimaryKey(organizationId),
    ConsistentRead: true,
    ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
  });
