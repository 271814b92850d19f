import { isoTime } from '../clock.ts';
import { conditionalWrite, type DynamoDb, type TableAccess, type UpdateItem } from '../dynamodb.ts';
import { type CountedUse, countUsageAccess } from './count-usage.ts';
import { counterName, lastName, usagePrimaryKey } from './usage.ts';

export const takeBackUsageAccess: readonly TableAccess[] = countUsageAccess;

/** Takes back a use that was counted, and the time of last use that came with it unless a later use has set another. */
export async function takeBackUsage(
  dynamodb: DynamoDb,
  organizationId: string,
  use: CountedUse,
): Promise<void> {
  const { lastBefore } = use;
  const isTakenBack = await conditionalWrite(
    dynamodb,
    takeBackRequest(organizationId, use, {
      update: lastBefore === undefined ? 'REMOVE #last' : 'SET #last = :before',
      condition: '#last = :now',
      values: { ':now': isoTime(use.now), ...(lastBefore === undefined ? {} : { ':before': lastBefore }) },
    }),
  );
  if (!isTakenBack) await dynamodb(takeBackRequest(organizationId, use));
}

const takeBackRequest = (
  organizationId: string,
  { secretId, kind, now, shard }: CountedUse,
  last?: { update: string; condition: string; values: Readonly<Record<string, string>> },
): UpdateItem => ({
  operation: 'UpdateItem',
  input: {
    TableName: 'EmbedSessions',
    Key: usagePrimaryKey(organizationId, secretId, shard),
    UpdateExpression: `ADD #counter :minusOne${last === undefined ? '' : ` ${last.update}`}`,
    ...(last && { ConditionExpression: last.condition }),
    ExpressionAttributeNames: {
      '#counter': counterName(kind, now),
      ...(last && { '#last': lastName[kind] }),
    },
    ExpressionAttributeValues: { ':minusOne': -1, ...last?.values },
    ReturnValues: 'NONE',
  },
});
