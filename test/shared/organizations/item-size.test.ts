import { describe, expect, it } from 'vitest';
import { itemSize } from '../../../shared/organizations/item-size.ts';

// Each expectation is counted by hand by the rules of DynamoDB's documentation.
describe('the size of an item', () => {
  it.each([
    ['an empty item', {}, 0],
    ['a name and a string', { ab: 'cde' }, 5],
    ['UTF-8, not characters', { é: '🦊' }, 6],
    ['a boolean', { a: true }, 2],
    ['null', { a: null }, 2],
    ['a number of three digits', { a: 123 }, 1 + 4],
    ['an empty map', { a: {} }, 1 + 3],
    ['a map of one string', { a: { bc: 'def' } }, 1 + 3 + 1 + 5],
    ['a list of two strings', { a: ['b', 'cd'] }, 1 + 3 + 2 + 3],
    ['maps in maps', { a: { b: { c: 'd' } } }, 1 + 3 + 1 + 1 + 3 + 1 + 2],
  ])('counts %s', (_, item, size) => {
    expect(itemSize(item)).toBe(size);
  });
});
