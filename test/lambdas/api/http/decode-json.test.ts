import { describe, expect, it } from 'vitest';
import { decodeJson } from '../../../../lambdas/api/http/decode-json.ts';

const asText = { isBase64Encoded: false };
const asBytes = { isBase64Encoded: true };

describe('a body', () => {
  it('is decoded', () => {
    const json = '{"name":"Zoë 🦊","escaped":"\\ud83e\\udd8a \\\\ud800 \\ufffd"}';
    for (const event of [asText, asBytes]) {
      expect(decodeJson(Buffer.from(json), event)).toEqual({ ok: true, json, value: JSON.parse(json) });
    }
    expect(decodeJson(Buffer.from('{"name":"\ufffd"}'), asBytes)).toMatchObject({ ok: true });
  });

  it.each([
    ['bytes that are not UTF-8', Buffer.from('{"name":"Zo\xeb"}', 'latin1'), asBytes],
    ['what API Gateway makes of them', Buffer.from('{"name":"Zo\ufffd"}'), asText],
    ['an overlong encoding', Buffer.from([0x22, 0xc0, 0xaf, 0x22]), asBytes],
    ['half a JSON value', Buffer.from('{"name":'), asText],
    ['half a surrogate pair', Buffer.from('{"name":"\\ud83e"}'), asText],
    ['half a surrogate pair in a name', Buffer.from('{"\\udd8a":1}'), asText],
  ])('is refused with %s', (_, bytes, event) => {
    expect(decodeJson(bytes, event)).toMatchObject({
      ok: false,
      error: { field: 'body', code: 'invalid_value' },
    });
  });
});
