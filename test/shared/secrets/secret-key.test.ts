import { describe, expect, it } from 'vitest';
import { generateSecretKey, isSecretKey } from '../../../shared/secrets/secret-key.ts';

describe('a secret key', () => {
  it('has 32 characters, its prefix, and a checksum that holds', () => {
    for (let made = 0; made < 1000; made++) {
      const key = generateSecretKey();
      expect(key).toMatch(/^esk_[0-9A-Za-z]{28}$/);
      expect(isSecretKey(key)).toBe(true);
    }
  });

  // By Python's zlib.crc32, and its own base62.
  it.each([
    ['esk_0000000000000000000000', '1dDv64'],
    ['esk_Zz9Zz9Zz9Zz9Zz9Zz9Zz9Z', '2bdxwj'],
  ])('%s ends in %s', (body, checksum) => {
    expect(isSecretKey(body + checksum)).toBe(true);
  });

  it('is told from a mistyped one', () => {
    const key = generateSecretKey();
    for (let at = 4; at < key.length; at++) {
      const other = key.charAt(at) === 'a' ? 'b' : 'a';
      expect(isSecretKey(key.slice(0, at) + other + key.slice(at + 1))).toBe(false);
    }
    expect(isSecretKey(`${key}0`)).toBe(false);
    expect(isSecretKey(`ESK_${key.slice(4)}`)).toBe(false);
  });

  it('draws every character of the alphabet equally', () => {
    const counts = new Map<string, number>();
    const keys = 5000;
    for (let made = 0; made < keys; made++) {
      for (const character of generateSecretKey().slice(4, 26)) {
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
    }
    const expected = (keys * 22) / 62;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    expect(counts.size).toBe(62);
    // 61 degrees of freedom: above 150 in one of 10^9 runs.
    expect(chiSquare).toBeLessThan(150);
  });
});
