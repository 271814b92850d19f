import type { DynamoDbResponse } from '../../../shared/dynamodb.ts';
import type { StoreBug } from '../harness/harness.ts';

/** Caches every read. */
export function cachedOrganization(milliseconds: number): StoreBug {
  const remembered = new Map<string, { until: number; response: Promise<DynamoDbResponse> }>();
  return (dynamodb) => async (request) => {
    if (request.operation === 'UpdateItem' || request.operation === 'PutItem') return await dynamodb(request);
    const key = JSON.stringify(request);
    const known = remembered.get(key);
    if (known !== undefined && Date.now() < known.until) return await known.response;
    const response = dynamodb(request);
    remembered.set(key, { until: Date.now() + milliseconds, response });
    return await response;
  };
}
