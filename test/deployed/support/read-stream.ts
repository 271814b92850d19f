import { awsRequest } from './aws-request.ts';

type Image = Record<string, { S?: string }>;
type StreamRecord = { eventName: string; dynamodb: { OldImage?: Image; NewImage?: Image } };

/** All records of a table's stream so far, oldest first. */
export async function readStream(
  endpoint: string,
  { region, table }: { region: string; table: string },
): Promise<StreamRecord[]> {
  const send = async (action: string, body: object) => {
    const target = `DynamoDBStreams_20120810.${action}`;
    const { status, text } = await awsRequest(endpoint, {
      service: 'dynamodb',
      region,
      target,
      body: JSON.stringify(body),
    });
    if (status !== 200) throw new Error(`${action} returned ${status}: ${text}`);
    return JSON.parse(text);
  };
  const { Streams: streams } = await send('ListStreams', { TableName: table });
  const { StreamArn: arn } = streams[0];
  const { StreamDescription: description } = await send('DescribeStream', { StreamArn: arn });
  const records: StreamRecord[] = [];
  for (const { ShardId: shard } of description.Shards) {
    let { ShardIterator: iterator } = await send('GetShardIterator', {
      StreamArn: arn,
      ShardId: shard,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    while (iterator) {
      const page = await send('GetRecords', { ShardIterator: iterator });
      records.push(...page.Records);
      if (page.Records.length === 0) break;
      iterator = page.NextShardIterator;
    }
  }
  return records;
}
