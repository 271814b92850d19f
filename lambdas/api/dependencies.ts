import { consoleLog } from '../../shared/log.ts';
import { sdkDynamoDb } from './dynamodb.ts';
import type { Dependencies } from './http/api-handler.ts';

/** What every API function works with in Lambda, and in the local run. */
export const lambdaDependencies: Dependencies = {
  dynamodb: sdkDynamoDb(),
  clock: Date.now,
  log: consoleLog,
  get embedDomain() {
    const { EMBED_DOMAIN } = process.env;
    if (!EMBED_DOMAIN) throw new TypeError('this function was not given EMBED_DOMAIN: shared/operations.ts');
    return EMBED_DOMAIN;
  },
};
