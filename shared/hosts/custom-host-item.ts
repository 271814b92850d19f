import type { PrimaryKey } from '../dynamodb.ts';

/** The item that holds the `organizationId` of a custom host, unless the host was released. */
export const hostPrimaryKey = (host: string): PrimaryKey => ({
  partitionKey: `HOST#${host}`,
  sortKey: 'HOST',
});
