import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInexactNumber } from '../../../shared/embed-url/inexact-number.ts';

describe('an inexact number', () => {
  it.each([
    ['{"a":1e-400}', { text: '1e-400', path: 'a' }],
    ['{"a":{"b\\n":[0,"1e400",{"c":1e400}]}}', { text: '1e400', path: 'a.b\n.2.c' }],
    ['[[],{},[1,9007199254740993]]', { text: '9007199254740993', path: '2.1' }],
    ['{ "a" : "x:[{,1e400" , "b" : 4503599627370497.3 }', { text: '4503599627370497.3', path: 'b' }],
    ['1e400', { text: '1e400', path: '' }],
    ['[1,-0.1e-400]', { text: '-0.1e-400', path: '1' }],
    ['{"a":1e+400}', { text: '1e+400', path: 'a' }],
    ['{"a":"\\"","b":1e400}', { text: '1e400', path: 'b' }],
    ['{"a":"\\\\","b":1e400}', { text: '1e400', path: 'b' }],
    ['{"a":"\\\\\\"","b":1e400}', { text: '1e400', path: 'b' }],
    ['{"a\\"b":1e400}', { text: '1e400', path: 'a"b' }],
    ['{"a":true,"b":[null,-1e400]}', { text: '-1e400', path: 'b.1' }],
    ['{"a":9007199254740993}', { text: '9007199254740993', path: 'a' }],
    ['{"a":-9007199254740993}', { text: '-9007199254740993', path: 'a' }],
  ])('is found in %s', (json, found) => expect(findInexactNumber(json)).toEqual(found));

  it.each([
    ...['0', '-0', '0.0', '-0.00', '0e5', '00', '1.50', '-1.50', '15e1', '-15E+1', '1e-7', '100', '1.0e2'],
    ...['9007199254740991', '-9007199254740991', '"1e400"', '"\\\\"', '"\\"1e400"', '"a\\\\\\"1e400"'],
  ])('is none of %s', (json) => expect(findInexactNumber(`{"a":${json}}`)).toBeUndefined());

  it('is never a number that JavaScript has written itself', () => {
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
    fc.assert(
      fc.property(value, (number) => {
        if (Number.isInteger(number) && !Number.isSafeInteger(number)) return;
        expect(findInexactNumber(JSON.stringify({ number }))).toBeUndefined();
      }),
    );
  });

  it('is any number with a digit more than JavaScript keeps', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (number) => {
        const text = String(number);
        if (!text.includes('.') || text.includes('e')) return;
        const longer = `${text}${'0'.repeat(30)}1`;
        expect(findInexactNumber(`[${longer}]`)).toEqual({ text: longer, path: '0' });
      }),
    );
  });

  it('is found in linear time', () => {
    const zeros = '0'.repeat(500_000);
    const startedAt = process.cpuUsage().user;
    findInexactNumber(`[1.${zeros}1${zeros}, "${'\\\\'.repeat(100_000)}"]`);
    expect(process.cpuUsage().user - startedAt).toBeLessThan(1_000_000);
  });
});
