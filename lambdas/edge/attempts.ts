import { TableUnavailableError } from '../../shared/dynamodb.ts';

/** A failure that another attempt may not meet. */
export class TransientError extends Error {}

/**
 * One attempt at a request.
 *
 * @param signal aborted once the attempt's time is up
 * @param onConnected to be called as soon as the request has an open connection
 */
export type Attempt<Result> = (signal: AbortSignal, onConnected: () => void) => Promise<Result>;

export type AttemptLimits = {
  /** How long opening a connection may take: far from the table, TCP and TLS alone cost two round trips. */
  connectTimeoutMs: number;
  /** How long a response may take once there is a connection. */
  responseTimeoutMs: number;
};

const maxAttempts = 3;

/**
 * Attempts a request up to three times, within its budget.
 *
 * @throws {TableUnavailableError} if every attempt failed with a {@link TransientError}, or the budget ran out
 */
export async function withAttempts<Result>(
  attempt: Attempt<Result>,
  budget: AbortSignal,
  limits: AttemptLimits,
): Promise<Result> {
  for (let sent = 1; ; sent++) {
    try {
      return await limited(attempt, budget, limits);
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      if (sent === maxAttempts || budget.aborted) throw new TableUnavailableError(error.message);
      await pause(sent * 10 + Math.random() * 20, budget);
    }
  }
}

async function limited<Result>(
  attempt: Attempt<Result>,
  budget: AbortSignal,
  { connectTimeoutMs, responseTimeoutMs }: AttemptLimits,
): Promise<Result> {
  const limit = new AbortController();
  const abortAfter = (ms: number) => setTimeout(() => limit.abort(), ms);
  let timer = abortAfter(connectTimeoutMs);
  const onConnected = () => {
    clearTimeout(timer);
    timer = abortAfter(responseTimeoutMs);
  };
  try {
    return await attempt(AbortSignal.any([budget, limit.signal]), onConnected);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number, budget: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const stop = () => {
    clearTimeout(timer);
    resolve();
  };
  budget.addEventListener('abort', stop, { once: true });
  return promise.finally(() => budget.removeEventListener('abort', stop));
}
