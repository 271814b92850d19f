import { randomInt } from 'node:crypto';
import type { Source } from './entropy.ts';

/** 32 bits, spread over 32 hexadecimal digits. */
export const of32Bits: Source = () => {
  let state = randomInt(2 ** 32);
  return Array.from({ length: 32 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return (state >>> 28).toString(16);
  }).join('');
};

/** Random except for its end. */
export const withFixedEnd: Source = () => `${digits(24)}00000000`;

/** One digit is 0 a little too often. */
export const uneven: Source = () => `${digits(31)}${randomInt(20) === 0 ? '0' : digits(1)}`;

const digits = (length: number): string => Array.from({ length }, () => randomInt(16).toString(16)).join('');
