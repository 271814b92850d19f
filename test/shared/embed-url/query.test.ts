import { expect, it } from 'vitest';
import { parseQuery } from '../../../shared/embed-url/query.ts';

const parametersOf = (query: string) => {
  const parsed = parseQuery(query);
  return parsed.ok ? Object.fromEntries(parsed.parameters) : parsed.reason;
};

it.each([
  ['', {}],
  ['&', {}],
  ['&&a=1&&b=2&', { a: '1', b: '2' }],
  ['a', { a: '' }],
  ['a&b=', { a: '', b: '' }],
  ['a=b=c', { a: 'b=c' }],
  ['=a', { '': 'a' }],
  ['a+b=c+d', { 'a b': 'c d' }],
  ['a%2Bb=%26%3D', { 'a+b': '&=' }],
  ['a=100', { a: '100' }],
])('reads %j', (query, parameters) => {
  expect(parametersOf(query)).toEqual(parameters);
});

it.each(['a=1&a=1', 'a=1&a', 'a&a', 'a=1&%61=2', 'a+b=1&a%20b=2', '=1&=2'])(
  'refuses a repeated name: %s',
  (query) => expect(parametersOf(query)).toBe('repeated_parameter'),
);

it.each(['a=%', '%=a', 'a=%zz', '%zz=1', 'a=%ff', 'a=1&b%c3=2'])(
  'refuses a wrong percent-encoding: %s',
  (query) => expect(parametersOf(query)).toBe('percent_encoding'),
);
