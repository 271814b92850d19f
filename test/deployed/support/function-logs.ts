import { awsRequest } from './aws-request.ts';

/** Everything that the functions of a region logged to CloudWatch Logs, in lines. */
export async function functionLogs(endpoint: string, region: string): Promise<string> {
  const call = async (action: string, input: object) => {
    const { text } = await awsRequest(endpoint, {
      service: 'logs',
      region,
      target: `Logs_20140328.${action}`,
      body: JSON.stringify(input),
    });
    return JSON.parse(text);
  };
  const { logGroups } = (await call('DescribeLogGroups', {})) as { logGroups: { logGroupName: string }[] };
  const events = await Promise.all(
    logGroups.map(async ({ logGroupName }) => {
      const found = (await call('FilterLogEvents', { logGroupName })) as { events: { message: string }[] };
      return found.events.map(({ message }) => message);
    }),
  );
  return events.flat().join('\n');
}
