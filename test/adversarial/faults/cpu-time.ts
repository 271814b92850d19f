/**
 * Seconds in which this process could run. A busy machine sometimes suspends a process or delays its events. Such a gap
 * counts as 30 ms however long it was, so that time limits judge the code and not the machine. Time that the code itself
 * waits counts in full.
 */
export function startCpuTime(): { seconds: () => number; stop: () => void } {
  let counted = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    counted += Math.min(now - last, 30);
    last = now;
  }, 10);
  return { seconds: () => counted / 1000, stop: () => clearInterval(timer) };
}
