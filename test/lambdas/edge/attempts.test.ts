import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Attempt, TransientError, withAttempts } from '../../../lambdas/edge/attempts.ts';
import { TableUnavailableError } from '../../../shared/dynamodb.ts';

const limits = { connectTimeoutMs: 1500, responseTimeoutMs: 1000 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An attempt that connects after some time and gets its response some time later; `Infinity` for never. */
const exchange =
  ({ connectMs, responseMs }: { connectMs: number; responseMs: number }): Attempt<'response'> =>
  (signal, onConnected) => {
    const { promise, resolve, reject } = Promise.withResolvers<'response'>();
    const after = (ms: number, then: () => void) => Number.isFinite(ms) && setTimeout(then, ms);
    signal.addEventListener('abort', () => reject(new TransientError('AbortError')));
    after(connectMs, () => {
      onConnected();
      after(responseMs, () => resolve('response'));
    });
    return promise;
  };

/** Runs exchanges, one an attempt, within a budget of 2.5 s, and measures the time until the outcome. */
async function run(...exchanges: { connectMs: number; responseMs: number }[]) {
  const budget = new AbortController();
  setTimeout(() => budget.abort(), 2500);
  const startedAt = Date.now();
  let sent = 0;
  const attempt: Attempt<'response'> = (signal, onConnected) => {
    const next = exchanges[Math.min(sent++, exchanges.length - 1)];
    if (next === undefined) throw new TypeError('no exchange');
    return exchange(next)(signal, onConnected);
  };
  const outcome = withAttempts(attempt, budget.signal, limits).catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return { outcome: await outcome, sent, elapsedMs: Date.now() - startedAt };
}

const hung = { connectMs: Infinity, responseMs: 0 };
const quick = { connectMs: 0, responseMs: 10 };

describe('an attempt', () => {
  it('may take 1.5 s to connect and then 1 s for the response', async () => {
    expect(await run({ connectMs: 1490, responseMs: 990 })).toMatchObject({ outcome: 'response', sent: 1 });
  });

  it('is aborted 1 s after it connected', async () => {
    expect(await run({ connectMs: 0, responseMs: Infinity }, quick)).toMatchObject({
      outcome: 'response',
      sent: 2,
    });
    expect(await run({ connectMs: 0, responseMs: 1001 }, quick)).toMatchObject({ sent: 2 });
  });

  it('is aborted if it can’t connect within 1.5 s, with time left for another', async () => {
    expect(await run(hung, { connectMs: 570, responseMs: 285 })).toMatchObject({
      outcome: 'response',
      sent: 2,
    });
  });

  it.each([2, 90, 160, 285])('succeeds at once over a new connection %i ms away', async (roundTripMs) => {
    // TCP and TLS 1.2 take three round trips, and the CPU share of 128 MB another 500 ms.
    const connectMs = 3 * roundTripMs + 500;
    const { outcome, sent } = await run({ connectMs, responseMs: roundTripMs + 100 });
    expect([outcome, sent]).toEqual(['response', 1]);
  });

  it('is made three times at most', async () => {
    const fails: Attempt<never> = vi.fn(() => Promise.reject(new TransientError('ThrottlingException')));
    const outcome = withAttempts(fails, new AbortController().signal, limits).catch((error) => error);
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual(new TableUnavailableError('ThrottlingException'));
    expect(fails).toHaveBeenCalledTimes(3);
  });

  it('isn’t repeated after any other failure', async () => {
    const fails: Attempt<never> = vi.fn(() => Promise.reject(new RangeError('a bug')));
    await expect(withAttempts(fails, new AbortController().signal, limits)).rejects.toThrow(RangeError);
    expect(fails).toHaveBeenCalledTimes(1);
  });

  it('ends with the request’s budget', async () => {
    const { outcome, elapsedMs } = await run(hung);
    expect(outcome).toBeInstanceOf(TableUnavailableError);
    expect(elapsedMs).toBe(2500);
  });

  it('leaves no timer behind', async () => {
    await run(quick);
    expect(vi.getTimerCount()).toBe(0);
  });
});
