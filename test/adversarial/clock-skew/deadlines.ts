/** What one moment has of another, if nobody's clock is exactly right. */
type Passed = 'yes' | 'no' | 'maybe';

/** What must become of a credential: `either` close to a deadline, where clocks decide. */
export type Expected = 'accepted' | 'refused' | 'either';

/**
 * Compares deadlines of one clock with the time of others.
 *
 * @param differenceMs between any two clocks, at most
 */
export function deadlines(differenceMs: number) {
  // Sessions end on whole seconds.
  const tolerance = differenceMs + 1000;
  const passed = (deadline: number, now: number): Passed =>
    now >= deadline + tolerance ? 'yes' : now < deadline - tolerance ? 'no' : 'maybe';

  /** @param refusedFrom the times from each of which on it is refused */
  return (refusedFrom: readonly number[], now: number): Expected => {
    const all = refusedFrom.map((deadline) => passed(deadline, now));
    if (all.includes('yes')) return 'refused';
    return all.includes('maybe') ? 'either' : 'accepted';
  };
}
