import { afterEach, beforeEach, vi } from 'vitest';
import { fakePage } from './fake-page.ts';

export const hourMs = 3_600_000;

/** Time passes only as a test says, in every test of a file. */
export function useFakeTime() {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

export const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A page whose embedded application shows a session of one hour. */
export async function openPage(options = {}) {
  const page = fakePage(options);
  await pass(0);
  await page.post('session', { expiresInSeconds: 3600 });
  return page;
}
