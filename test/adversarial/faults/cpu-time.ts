/**
 * Seconds in which this process could run. A busy machine stops a process now and then, or lets its events
 * queue; such a gap counts as 30 ms, whatever it lasted, so that a limit of time judges the code and not the
 * machine. A wait of the code itself counts in full.
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
