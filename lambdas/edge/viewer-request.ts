import { writeLog } from '../../shared/log.ts';
import { type TableNames, withTableNames } from '../../shared/table-names.ts';
import type { EdgeConfig } from './config.ts';
import { edgeDynamoDb } from './dynamodb.ts';
import { viewerRequestHandler } from './viewer-request-handler.ts';

/** What the deployment writes to the file next to the bundle. */
export type EdgeSettings = { config: EdgeConfig; tableNames: TableNames };

const { config, tableNames }: EdgeSettings = require('./config.json');

const dynamodb = edgeDynamoDb({ ...config, preconnect: true });

/** The Lambda@Edge function. */
export const handler = viewerRequestHandler(config, {
  dynamodb: (budget) => withTableNames(dynamodb(budget), (table) => tableNames[table]),
  clock: Date.now,
  log: writeLog,
});
