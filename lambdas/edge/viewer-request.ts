import { writeLog } from '../../shared/log.ts';
import { type TableNames, withTableNames } from '../../shared/table-names.ts';
import type { EdgeConfig } from './config.ts';
import { edgeDynamoDb } from './dynamodb.ts';
import { viewerRequestHandler } from './viewer-request-handler.ts';

/** Set by the bundler. */
declare const EMBED_EDGE_CONFIG: EdgeConfig;
declare const EMBED_TABLE_NAMES: TableNames;

const dynamodb = edgeDynamoDb({ ...EMBED_EDGE_CONFIG, preconnect: true });

/** The Lambda@Edge function. */
export const handler = viewerRequestHandler(EMBED_EDGE_CONFIG, {
  dynamodb: (budget) => withTableNames(dynamodb(budget), (table) => EMBED_TABLE_NAMES[table]),
  clock: Date.now,
  log: writeLog,
});
