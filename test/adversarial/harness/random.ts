import { randomInt } from 'node:crypto';

/** Seeds every choice of a run: `ADVERSARIAL_SEED`, or a new one. Every report prints it. */
export const seed: number = Number(process.env.ADVERSARIAL_SEED ?? randomInt(2 ** 31));

/** How many attempts are made, as a multiple of the default: `ADVERSARIAL_SCALE`. */
const scale = Number(process.env.ADVERSARIAL_SCALE ?? 1);

/** A number of attempts, at this run's scale. */
export const atScale = (count: number): number => Math.max(1, Math.round(count * scale));

/** Choices that a seed determines. */
export type Random = {
  /** From 0 up to, but not including, 1. */
  fraction: () => number;
  /** From 0 up to, but not including, `limit`. */
  below: (limit: number) => number;
  chance: (probability: number) => boolean;
  pick: <Choice>(choices: readonly Choice[]) => Choice;
  /** Letters and digits. */
  word: (length: number) => string;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** @param stream distinguishes the checkers of one run, so that a change to one doesn't change the others' choices */
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

/** Mulberry32 (public domain). Its 32 bits of state are enough for choosing test cases. */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
