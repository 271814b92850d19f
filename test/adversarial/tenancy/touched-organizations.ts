import type { DynamoDb, DynamoDbRequest } from '../../../shared/dynamodb.ts';

/** Keeps the ids of the organizations whose items are read or written. */
export function watchingOrganizations(touched: string[]): (dynamodb: DynamoDb) => DynamoDb {
  return (dynamodb) => (request, budget) => {
    touched.push(...organizationsOf(request));
    return dynamodb(request, budget);
  };
}

const organizationsOf = ({ input }: DynamoDbRequest): string[] =>
  [
    ...JSON.stringify(input).matchAll(/"(?:ORG|DELETED|SESSION|V0|USAGE|RECENT|EVENT|IDEMPOTENCY)#([^"#]*)/g),
  ].map(([, organizationId = '']) => organizationId);
