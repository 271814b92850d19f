import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateClaims } from '../../../shared/embed-url/inflate-claims.ts';
import { decodeClaims } from '../../../shared/embed-url/verify-login-url.ts';

const inflate = (json: string | Buffer) => inflateClaims(deflateRawSync(json).toString('base64url'));
/** An object whose JSON has this many bytes. */
const jsonOf = (bytes: number) => `{"a":"${'0'.repeat(bytes - 8)}"}`;

describe('a payload', () => {
  it('is inflated to at most 8,192 bytes', () => {
    expect(inflate(jsonOf(8192))).toMatchObject({ ok: true });
    expect(inflate(jsonOf(8193))).toEqual({ ok: false, problem: 'too_large' });
    expect(inflate(jsonOf(6_000_000))).toEqual({ ok: false, problem: 'too_large' });
  });

  it('must be complete, compressed, and one JSON object', () => {
    const complete = deflateRawSync('{"a":1,"b":[1,2,3,4,5,6,7,8,9]}');
    const cut = complete.subarray(0, complete.length - 4).toString('base64url');
    expect(inflateClaims(cut)).toEqual({ ok: false, problem: 'truncated' });
    const withZlibHeader = deflateSync('{"a":1}').toString('base64url');
    expect(inflateClaims(withZlibHeader)).toEqual({ ok: false, problem: 'not_deflate' });
    for (const json of ['[]', 'null', '1', '"a"', '', '{', '{}{}', Buffer.from([0x22, 0xff, 0x22])]) {
      expect(inflate(json)).toEqual({ ok: false, problem: 'not_json' });
    }
  });
});

it('claims may have at most 4,096 bytes as signed, and as they are written again', () => {
  const claims = {
    loginUrl: 'https://acme.embed.example.com/embed/login',
    contentPath: '/d/1',
    externalId: 'user-1',
    name: 'Ada',
    nonce: 'a'.repeat(32),
    exp: 1_700_000_000,
  };
  const start = JSON.stringify(claims).slice(0, -1);
  const decode = (json: string) => decodeClaims(deflateRawSync(json).toString('base64url'));
  /** Numbers of 4 characters that take 8 in our own JSON. */
  const numbers = (count: number) => `${start},"n":[${Array(count).fill('1e-6').join()}]}`;
  const rewritten = (json: string) => Buffer.byteLength(JSON.stringify(JSON.parse(json)));

  // Spaces count, too, though they aren't written again.
  expect(decode(`${start}${' '.repeat(4096 - start.length - 1)}}`)).toMatchObject({ ok: true });
  expect(decode(`${start}${' '.repeat(4096 - start.length)}}`)).toMatchObject({
    ok: false,
    reason: 'claims_too_large',
  });

  let count = 1;
  while (rewritten(numbers(count + 1)) <= 4096) count++;
  const [fits, tooMany] = [numbers(count), numbers(count + 1)];
  expect(tooMany.length).toBeLessThan(4096);
  expect(decode(fits)).toMatchObject({ ok: true });
  expect(decode(tooMany)).toEqual({ ok: false, reason: 'claims_too_large', field: 'payload' });
});
