import { afterEach, describe, expect, it, vi } from 'vitest';
import { type DynamoDb, type DynamoDbRequest, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { disableSecret } from '../../../shared/secrets/disable-secret.ts';
import { readUsage } from '../../../shared/usage/read-usage.ts';
import { testNow as now } from '../../support/builders.ts';
import { edgeOrganization, forbidden, formats } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

const isUsage = ({ operation, input }: DynamoDbRequest): boolean =>
  operation === 'UpdateItem' && /^(USAGE|RECENT)#/.test(input.Key.partitionKey);

/** Every time limit of the edge, which ends when the test says so. */
function controlTimeLimits() {
  const limits: { ms: number; end: () => void }[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    limits.push({ ms, end: () => controller.abort() });
    return controller.signal;
  });
  return limits;
}
afterEach(() => vi.restoreAllMocks());

/** DynamoDB whose counters fail. */
const failing = (error: Error) => (send: DynamoDb) => (request: DynamoDbRequest) =>
  isUsage(request) ? Promise.reject(error) : send(request);

/** DynamoDB whose counters don't respond. */
const slow = (asked: () => void) => (send: DynamoDb, budget: AbortSignal) => (request: DynamoDbRequest) => {
  if (!isUsage(request)) return send(request);
  const { promise, reject } = Promise.withResolvers<never>();
  budget.addEventListener('abort', () => reject(new TableUnavailableError('out of time')));
  asked();
  return promise;
};

describe.each(formats)('a %s login', (format) => {
  it.each([
    ['fails', new TableUnavailableError('InternalServerError')],
    ['is throttled', new TableUnavailableError('ThrottlingException')],
    ['has a bug', new RangeError('a bug')],
  ])('opens if its counter %s', async (_, error) => {
    const { organizationId, secret, edge, open } = await edgeOrganization(database, {
      through: failing(error),
    });
    expect((await open(format)).status).toBe(302);
    expect(edge.log.at(-1)).toMatchObject({ event: 'viewer_allowed', uncounted: true });
    const { secretId } = secret;
    await disableSecret(database.sdk, organizationId, { secretId, now });
    expect(await open(format)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'secret_disabled', uncounted: true });
    const usage = await readUsage(database.sdk, organizationId, { secretIds: [secretId], now });
    expect(usage.get(secretId)).toEqual({ days: [] });
  });

  it('waits 250 ms for its counter, once the session is written, and no longer', async () => {
    const { promise: counterAsked, resolve } = Promise.withResolvers<void>();
    const { open } = await edgeOrganization(database, { through: slow(resolve) });
    const limits = controlTimeLimits();
    const opened = open(format);
    await counterAsked;
    const bestEffort = () => limits.filter(({ ms }) => ms !== 2500);
    await vi.waitUntil(() => bestEffort().length > 0);
    expect(bestEffort().map(({ ms }) => ms)).toEqual([250]);
    bestEffort()[0]?.end();
    expect((await opened).status).toBe(302);
    // Nothing has started another quarter of a second.
    expect(bestEffort()).toHaveLength(1);
  });

  it('that is refused waits 250 ms for its counter, and no longer', async () => {
    const { promise: counterAsked, resolve } = Promise.withResolvers<void>();
    const { organizationId, secret, open } = await edgeOrganization(database, { through: slow(resolve) });
    await disableSecret(database.sdk, organizationId, { secretId: secret.secretId, now });
    const limits = controlTimeLimits();
    const opened = open(format);
    await counterAsked;
    await vi.waitUntil(() => limits.some(({ ms }) => ms === 250));
    const bestEffort = limits.filter(({ ms }) => ms !== 2500);
    expect(bestEffort.map(({ ms }) => ms)).toEqual([250]);
    for (const { end } of bestEffort) end();
    expect(await opened).toMatchObject(forbidden);
  });
});

it.each(formats)('a %s login is counted alongside the write of its session, not after it', async (format) => {
  const { promise: counterAsked, resolve } = Promise.withResolvers<void>();
  const through = (send: DynamoDb) => async (request: DynamoDbRequest) => {
    if (isUsage(request)) resolve();
    else if (request.operation === 'UpdateItem') await counterAsked;
    return await send(request);
  };
  const { open } = await edgeOrganization(database, { through });
  expect((await open(format)).status).toBe(302);
});

it('a session that can’t be written is 503 at once, without waiting for the counter', async () => {
  const through = (send: DynamoDb, budget: AbortSignal): DynamoDb => {
    const counters = slow(() => undefined)(send, budget);
    return (request) =>
      request.operation === 'UpdateItem' && request.input.Key.partitionKey.startsWith('SESSION#')
        ? Promise.reject(new TableUnavailableError('InternalServerError'))
        : counters(request);
  };
  const { open } = await edgeOrganization(database, { through });
  controlTimeLimits();
  expect(await open('v1')).toMatchObject({ status: 503 });
});
