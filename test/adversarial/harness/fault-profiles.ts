import type { Random } from './random.ts';
import type { StoreRequest, Treatment } from './store-proxy.ts';

/** A kind of fault: what happens to each request to DynamoDB. */
export type FaultProfile = {
  name: string;
  /** Whether responses get mixed up. Then a valid credential may be refused, but an invalid one must never be accepted. */
  mixesUp: boolean;
  treat: (random: Random, request: StoreRequest) => Treatment;
};

const faults: readonly ((random: Random) => Treatment)[] = [
  (random) => ({ kind: 'pass', beforeMs: random.below(300), afterMs: random.below(300) }),
  (random) => ({ kind: 'reset', carriedOut: random.chance(0.5) }),
  (random) => ({
    kind: 'error',
    carriedOut: false,
    status: 400,
    type: random.pick([
      'ThrottlingException',
      'ProvisionedThroughputExceededException',
      'RequestLimitExceeded',
    ]),
  }),
  (random) => ({
    kind: 'error',
    carriedOut: random.chance(0.5),
    status: random.pick([500, 503]),
    type: 'InternalServerError',
  }),
  (random) => ({ kind: 'half', ending: random.pick(['reset', 'end']) }),
  () => ({ kind: 'unprocessed' }),
];
const slowFaults: typeof faults = [
  (random) => ({ kind: 'silence', carriedOut: random.chance(0.5) }),
  () => ({ kind: 'half', ending: 'silence' }),
  (random) => ({ kind: 'pass', beforeMs: 400 + random.below(800), afterMs: random.below(500) }),
];

const mostly =
  (probability: number, kinds: typeof faults) =>
  (random: Random): Treatment =>
    random.chance(probability) ? random.pick(kinds)(random) : { kind: 'pass' };

const mixedUpResponses: FaultProfile = {
  name: 'mixed-up responses',
  mixesUp: true,
  treat: mostly(0.5, [(random) => ({ kind: 'other', carriedOut: random.chance(0.5) })]),
};
export const mixedUpReads: FaultProfile = {
  name: 'mixed-up reads',
  mixesUp: true,
  treat: (random, { operation }) =>
    operation === 'GetItem' && random.chance(0.5) ? { kind: 'other', carriedOut: true } : { kind: 'pass' },
};
export const someFaults: FaultProfile = { name: 'some faults', mixesUp: false, treat: mostly(0.3, faults) };
export const silence: FaultProfile = {
  name: 'silence',
  mixesUp: false,
  treat: () => ({ kind: 'silence', carriedOut: false }),
};
export const failingWrites: FaultProfile = {
  name: 'failing writes',
  mixesUp: false,
  treat: (random, { operation }) =>
    operation === 'UpdateItem' && random.chance(0.5)
      ? { kind: 'reset', carriedOut: false }
      : { kind: 'pass' },
};

export const faultProfiles: readonly FaultProfile[] = [
  someFaults,
  failingWrites,
  {
    name: 'many faults, some slow',
    mixesUp: false,
    treat: mostly(0.6, [...faults, ...faults, ...slowFaults]),
  },
  { name: 'slowness', mixesUp: false, treat: mostly(0.8, slowFaults) },
  silence,
  mixedUpResponses,
  mixedUpReads,
];
