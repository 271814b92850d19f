import { AwsClient } from 'aws4fetch';
import { principalNamed } from './principals.ts';

/**
 * `fetch`, signed as one of the local principals: as the embedded application, its name is `application`.
 *
 * @throws {TypeError} if there is no such principal
 */
export function fetchAs(
  name: string,
  region: string,
): (url: string, init: { signal: AbortSignal }) => Promise<Response> {
  const { accessKeyId, secretAccessKey } = principalNamed(name);
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 'execute-api', retries: 0 });
  return (url, init) => client.fetch(url, init);
}
