import { writeLog } from '../../shared/log.ts';
import type { EdgeConfig } from './config.ts';
import { edgeDynamoDb } from './dynamodb.ts';
import { viewerRequestHandler } from './viewer-request-handler.ts';

/** Set by the bundler. */
declare const EMBED_EDGE_CONFIG: EdgeConfig;

/** The Lambda@Edge function. */
export const handler = viewerRequestHandler(EMBED_EDGE_CONFIG, {
  dynamodb: edgeDynamoDb({ ...EMBED_EDGE_CONFIG, preconnect: true }),
  clock: Date.now,
  log: writeLog,
});
