import type { Table } from './dynamodb.ts';

/** A table's definition: on-demand capacity, every key a string. */
export type TableDefinition = {
  name: Table;
  sortKey: boolean;
  /** Of DynamoDB's own expiry, in epoch seconds. */
  timeToLiveAttribute?: string;
  /** Whether changes are published: never for a table that holds keys. */
  stream?: true;
  index?: { name: string; partitionKey: string; sortKey: string; attributes: readonly string[] };
};

/** For the list of sessions, newest first; without the claims. Never for verification: an index lags. */
export const sessionIndex = {
  name: 'byOrganization',
  partitionKey: 'organizationId',
  sortKey: 'createdAt',
  attributes: ['sessionId', 'state', 'secretId', 'externalId', 'name', 'expiresAt'],
} as const;

/**
 * For the lists of organizations and hosts, by name: the table's keys, swapped. Its partitions are the sort keys `ORG` and
 * `HOST`. Only the attributes named here are in it, so no query of it can read a key.
 */
export const directoryIndex = {
  name: 'directory',
  partitionKey: 'sortKey',
  sortKey: 'partitionKey',
  attributes: ['embedEnabled', 'organizationId', 'deletionStartedAt', 'deletedAt'],
} as const;

/** The tables: the stack and the local run create them from this list. */
export const tables: readonly TableDefinition[] = [
  { name: 'EmbedSecrets', sortKey: true, index: directoryIndex },
  {
    name: 'EmbedSessions',
    sortKey: false,
    timeToLiveAttribute: 'purgeAt',
    index: sessionIndex,
  },
  { name: 'EmbedEvents', sortKey: true, timeToLiveAttribute: 'purgeAt', stream: true },
];
