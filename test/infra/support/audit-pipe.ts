import { marshall } from '../../../lambdas/edge/attribute-values.ts';
import type { DynamoDb, Item } from '../../../shared/dynamodb.ts';
import { resourceOf, templateOf } from './templates.ts';

type StreamRecord = { eventName: string; dynamodb: { OldImage?: object; NewImage?: object } };

/** Records what is written to one item, as the stream of its table has it. */
export function streamRecorder() {
  const images: (Item | undefined)[] = [undefined];
  const dynamodb: DynamoDb = async ({ operation, input }) => {
    if (operation !== 'UpdateItem') throw new TypeError('not an update');
    const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input;
    const written = Object.fromEntries(
      [...input.UpdateExpression.matchAll(/(#\w+) = (:\w+)/g)].map(([, name = '', value = '']) => [
        names[name] ?? name,
        values[value] ?? null,
      ]),
    );
    images.push({ ...input.Key, ...images.at(-1), ...written });
    return { Attributes: written };
  };
  const record = (eventName: string, before: Item | undefined, after: Item | undefined): StreamRecord => ({
    eventName,
    dynamodb: {
      ...(before && { OldImage: marshall(before) }),
      ...(after && { NewImage: marshall(after) }),
    },
  });
  return {
    dynamodb,
    records: () =>
      images.slice(1).map((image, index) => record(index === 0 ? 'INSERT' : 'MODIFY', images[index], image)),
    /** DynamoDB's own deletion of the item. */
    expiry: () => record('REMOVE', images.at(-1), undefined),
  };
}

const pipe = () => resourceOf(templateOf('staging', 'EmbedSecretsData'), 'AWS::Pipes::Pipe').Properties;

/** Whether the pipe's filter lets a record through. */
export const passes = (record: StreamRecord): boolean =>
  pipe().SourceParameters.FilterCriteria.Filters.some(({ Pattern }: { Pattern: string }) =>
    matches(JSON.parse(Pattern), record),
  );

/** What the pipe's input template makes of a record. */
export const detailOf = (record: StreamRecord): Record<string, unknown> =>
  JSON.parse(
    pipe().TargetParameters.InputTemplate.replace(/<\$\.([\w.]+)>/g, (_: string, path: string) =>
      JSON.stringify(path.split('.').reduce<unknown>(memberOf, record)),
    ),
  );

/** As EventBridge matches, of its patterns: values, and `exists`. */
function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    return pattern.some((one) => (isExists(one) ? one.exists === (value !== undefined) : one === value));
  }
  return Object.entries(pattern as object).every(([name, below]) => matches(below, memberOf(value, name)));
}

const isExists = (pattern: unknown): pattern is { exists: boolean } =>
  typeof pattern === 'object' && pattern !== null && 'exists' in pattern;

const memberOf = (value: unknown, name: string): unknown =>
  (value as Readonly<Record<string, unknown>> | undefined)?.[name];
