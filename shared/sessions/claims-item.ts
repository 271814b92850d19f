import type { PrimaryKey } from '../dynamodb.ts';

/** The item of a session's large claims. It isn't in the index. */
export const claimsPrimaryKey = (organizationId: string, sessionId: string): PrimaryKey => ({
  partitionKey: `CLAIMS#${organizationId}#${sessionId}`,
});
