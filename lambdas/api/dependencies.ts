import { writeLog } from '../../shared/log.ts';
import { sdkDynamoDb } from './dynamodb.ts';
import type { Dependencies } from './http/api-handler.ts';

/** What every API function works with in Lambda, and in the local run. */
export const lambdaDependencies: Dependencies = {
  dynamodb: sdkDynamoDb(),
  clock: Date.now,
  log: writeLog,
  // Read on use: only the functions of the operations that list EMBED_DOMAIN have it.
  embedDomain: () => {
    const { EMBED_DOMAIN } = process.env;
    if (!EMBED_DOMAIN)
      throw new TypeError('EMBED_DOMAIN is not set for this function (shared/contract/operations.ts)');
    return EMBED_DOMAIN;
  },
};
