import { writeLog } from '../../shared/log.ts';
import { withTableNames } from '../../shared/table-names.ts';
import type { EdgeSettings } from './config.ts';
import { edgeDynamoDb } from './dynamodb.ts';
import { viewerRequestHandler } from './viewer-request-handler.ts';

const { config, tableNames }: EdgeSettings = require('./config.json');

const dynamodb = edgeDynamoDb({ ...config, preconnect: true });

/** The Lambda@Edge function. Exported as CommonJS, like the bundle: esbuild converts an ES module's exports with 560 bytes. */
module.exports = {
  handler: viewerRequestHandler(config, {
    dynamodb: (budget) => withTableNames(dynamodb(budget), (table) => tableNames[table]),
    clock: Date.now,
    log: writeLog,
  }),
};
