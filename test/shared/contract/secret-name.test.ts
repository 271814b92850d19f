import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { secretNameSchema } from '../../../shared/contract/secret-name.ts';

const problemOf = (name: string) => v.safeParse(secretNameSchema, name).issues?.[0].message;

describe('a secret name', () => {
  it.each([
    'Production',
    'Ünïcödé – Produktion “A”',
    '本番環境',
    'production · مثال',
    'می‌خواهم', // Persian, with a zero-width non-joiner
    'क्‍ष', // Devanagari, with a zero-width joiner
    'Family 👨‍👩‍👧',
    'Rainbow 🏳️‍🌈 and ❤️‍🔥',
    'England 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '1️⃣ first',
  ])('can be %s', (name) => {
    expect(problemOf(name)).toBeUndefined();
  });

  it.each([
    ['a right-to-left override', 'Prod\u202Enoitcu'],
    ['a right-to-left mark', 'Production\u200F1'],
    ['an isolate', 'a\u2066b\u2069'],
    ['a line separator', 'Production\u2028Staging'],
    ['a paragraph separator', 'Production\u2029Staging'],
  ])('can’t have %s', (_, name) => {
    expect(problemOf(name)).toBe('must have no line separators or bidirectional controls');
  });

  it.each([
    ['a zero-width space', 'Prod\u200Buction'],
    ['a byte order mark', 'Prod\uFEFFuction'],
    ['a soft hyphen', 'Prod\u00ADuction'],
    ['a joiner between Latin letters', 'Prod\u200Duction'],
    ['a non-joiner at its end', 'خواهم\u200C'],
    ['nothing but a Hangul filler', '\u3164'],
    ['nothing but joiners', '\u200D\u200D'],
    ['nothing but a variation selector', '\uFE0F'],
    ['nothing but blank Braille', '\u2800\u2800'],
  ])('can’t have %s', (_, name) => {
    expect(problemOf(name)).toBe('must have no invisible characters');
  });
});
