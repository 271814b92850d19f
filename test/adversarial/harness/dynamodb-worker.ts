import { startEmbeddedDynamoDb } from '../../../local/embedded-dynamodb.ts';

/** Run by {@link ./store-process.ts}: an embedded DynamoDB that lives as long as its parent. */
const { endpoint } = await startEmbeddedDynamoDb();
process.send?.({ endpoint });
process.once('disconnect', () => process.exit(0));
