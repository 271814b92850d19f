import { randomInt } from 'node:crypto';

/** Seeds every choice of a run: `ADVERSARIAL_SEED`, or a new one. Every report prints it. */
export const seed: number = Number(process.env.ADVERSARIAL_SEED ?? randomInt(2 ** 31));

/** How much is tried, as a multiple of what CI tries: `ADVERSARIAL_SCALE`. */
const scale = Number(process.env.ADVERSARIAL_SCALE ?? 1);

/** A count of CI at this run's scale. */
export const atScale = (count: number): number => Math.max(1, Math.round(count * scale));

/** Choices that a seed determines. */
export type Random = {
  /** From 0 to 1, without 1. */
  fraction: () => number;
  /** From 0 to `limit`, without it. */
  below: (limit: number) => number;
  chance: (probability: number) => boolean;
  pick: <Choice>(choices: readonly Choice[]) => Choice;
  /** Letters and digits. */
  word: (length: number) => string;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** @param stream tells checkers of one seed apart, so that a change in one leaves the others' choices */
export function seededRandom(stream: string): Random {
  const start = [...stream].reduce((sum, sign) => Math.imul(sum, 31) + sign.charCodeAt(0), seed | 0);
  const fraction = mulberry32(start);
  const below = (limit: number) => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    pick: (choices) => choices[below(choices.length)] as (typeof choices)[number],
    word: (length) => Array.from({ length }, () => letters.charAt(below(letters.length))).join(''),
  };
}

/** Mulberry32, of public domain: 32 bits of state, enough to choose tests with. */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
