/** How much longer a request may take for best-effort writes. */
const bestEffortMs = 250;

/**
 * Aborts best-effort writes a quarter of a second after the write that they run in parallel with has settled, so that
 * they always have the time that the request takes anyway.
 */
export function bestEffortSignal(alongside: Promise<unknown>): AbortSignal {
  const end = new AbortController();
  const start = () =>
    AbortSignal.timeout(bestEffortMs).addEventListener('abort', () => end.abort(), { once: true });
  alongside.then(start, start);
  return end.signal;
}
