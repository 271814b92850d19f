import type { Item } from '../../../shared/dynamodb.ts';
import type { StoreBug } from '../harness/harness.ts';
import { changingOrganizations } from '../lifecycle/seeded-bugs.ts';

/** Ends all sessions that were created until now, by the API's clock alone. */
export const endingSessionsByOwnClock: StoreBug = (dynamodb) => async (request, budget) => {
  if (
    request.operation !== 'UpdateItem' ||
    request.input.UpdateExpression !== 'SET #sessionsValidFrom = :sessionsValidFrom'
  )
    return dynamodb(request, budget);
  const time = String(request.input.ExpressionAttributeValues?.[':sessionsValidFrom']);
  const ExpressionAttributeValues = { ':sessionsValidFrom': new Date(Date.parse(time) - 5000).toISOString() };
  await dynamodb({ operation: 'UpdateItem', input: { ...request.input, ExpressionAttributeValues } }, budget);
  return { Attributes: { sessionsValidFrom: time } };
};

/** Lets a disablement begin by the edge's own clock. */
export const disablingByOwnClock = (clock: () => number): StoreBug =>
  changingOrganizations(({ keys, disabledKeys, lifecycle, ...organization }) => {
    const entries = Object.entries((lifecycle ?? {}) as Record<string, Item>);
    const early = entries.filter(([, { disabledAt }]) => Date.parse(String(disabledAt)) > clock());
    const ids = early.map(([id]) => id);
    const isEarly = ([id]: [string, unknown]) => ids.includes(id);
    const earlyKeys = Object.entries((disabledKeys ?? {}) as Item).filter(isEarly);
    return {
      ...organization,
      lifecycle: Object.fromEntries(entries.filter((entry) => !isEarly(entry))),
      keys: { ...(keys as Item), ...Object.fromEntries(earlyKeys) },
      disabledKeys: disabledKeys ?? {},
    };
  });

/** A clock that is slower by a minute than it may be. */
export const slow = (clock: () => number) => (): number => clock() - 60_000;

/** Starts a session by a URL that was used before the edge's clock says so. */
export const forgettingUseByOwnClock =
  (clock: () => number): StoreBug =>
  (dynamodb) =>
  (request, budget) => {
    if (
      request.operation !== 'UpdateItem' ||
      request.input.ConditionExpression !== 'attribute_not_exists(#partitionKey)'
    )
      return dynamodb(request, budget);
    const input = {
      ...request.input,
      ConditionExpression: 'attribute_not_exists(#partitionKey) OR #createdAt > :clock',
      ExpressionAttributeValues: {
        ...request.input.ExpressionAttributeValues,
        ':clock': new Date(clock()).toISOString(),
      },
    };
    return dynamodb({ operation: 'UpdateItem', input }, budget);
  };
