import { sdkDynamoDb } from '../../lambdas/api/dynamodb.ts';
import { viewerRequestHandler } from '../../lambdas/edge/viewer-request-handler.ts';
import { writeLog } from '../../shared/log.ts';
import { withTableNames } from '../../shared/table-names.ts';

const { config, tableNames } = require('./config.json');
const dynamodb = sdkDynamoDb({ region: config.region, endpoint: config.dynamodbEndpoint });

/** The edge on the AWS SDK's client, as the simplest code would have it. */
module.exports = {
  handler: viewerRequestHandler(config, {
    dynamodb: (budget) =>
      withTableNames(
        (request) => dynamodb(request, budget),
        (table) => tableNames[table],
      ),
    clock: Date.now,
    log: writeLog,
  }),
};
