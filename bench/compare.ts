/** What one contender costs in CPU time, as a multiple of another. */
export type Comparison = {
  /** The median of the rounds' ratios. */
  ratio: number;
  /** The interquartile range of the rounds' ratios, as a fraction of their median. */
  spread: number;
  /** Median microseconds of CPU time for each call. */
  micros: number;
  referenceMicros: number;
};

/** Makes a number of calls, one after the other. */
export type Contender = (calls: number) => Promise<void> | void;

const warmUpRounds = 20;

/**
 * Compares the CPU time of two contenders. Rounds alternate between them, so that whatever else the machine does affects
 * both.
 */
export async function compare(
  subject: Contender,
  reference: Contender,
  { rounds = 80, callsPerRound = 100 } = {},
): Promise<Comparison> {
  const times: number[] = [];
  const referenceTimes: number[] = [];
  for (let round = 0; round < warmUpRounds + rounds; round++) {
    // In turn first: the second one pays for the garbage of the first.
    const isFirst = round % 2 === 0;
    const before = isFirst ? await cpuMicros(subject, callsPerRound) : undefined;
    const referenceTime = await cpuMicros(reference, callsPerRound);
    const time = before ?? (await cpuMicros(subject, callsPerRound));
    if (round < warmUpRounds) continue;
    times.push(time);
    referenceTimes.push(referenceTime);
  }
  const ratios = times.map((time, round) => time / (referenceTimes[round] ?? Number.NaN));
  const ratio = quantile(ratios, 0.5);
  return {
    ratio,
    spread: (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / ratio,
    micros: quantile(times, 0.5),
    referenceMicros: quantile(referenceTimes, 0.5),
  };
}

async function cpuMicros(contender: Contender, calls: number): Promise<number> {
  const before = process.cpuUsage();
  await contender(calls);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
}
