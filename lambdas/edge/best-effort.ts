/** How much longer a request may take because of something that may fail. */
const bestEffortMs = 250;

/**
 * The end of what may fail: a quarter of a second after what it is done alongside has settled, so that it has at
 * least the time that the request takes anyway.
 */
export function bestEffortSignal(alongside: Promise<unknown>): AbortSignal {
  const end = new AbortController();
  const start = () =>
    AbortSignal.timeout(bestEffortMs).addEventListener('abort', () => end.abort(), { once: true });
  alongside.then(start, start);
  return end.signal;
}
