import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Random } from '../harness/random.ts';

/**
 * Payloads of a malicious customer with a valid key: deflate bombs, other compression formats, deep nesting, names of
 * prototype members, numbers that lose digits. The verifier's result is compared with what the JSON says.
 *
 * @param claims valid claims
 */
export function hostilePayload(claims: object, random: Random): Buffer {
  const json = JSON.stringify(claims);
  const withMember = (member: string) => `${json.slice(0, -1)},${member}}`;
  const deep = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth);
  const wrong = random.pick<unknown>([
    null,
    0,
    -1,
    '',
    [],
    {},
    true,
    1e300,
    '\ud800',
    '\u0000',
    ['a'],
    '9'.repeat(300),
  ]);
  const texts: readonly (() => string)[] = [
    () => withMember(`"deep":${deep(random.below(4000), '[', ']')}`),
    () => withMember(`"deep":${deep(random.below(600), '{"a":', '}').replace('}', '1}')}`),
    () => withMember('"__proto__":{"externalId":"root","restricted":false}'),
    () => withMember('"constructor":{"prototype":{"ok":true}}'),
    () => withMember('"userAttributes":{"__proto__":["x"],"hasOwnProperty":"y","toString":1}'),
    () => withMember(`"externalId":"second"`),
    () => withMember(`"${random.word(3)}":${'9'.repeat(1 + random.below(400))}`),
    () => withMember(`"n":${random.pick(['1e400', '-0', '1e-400', '0.1', '9007199254740993', '1E+2'])}`),
    () => withMember(`"a":"${'0'.repeat(random.below(9000))}"`),
    () => JSON.stringify({ ...claims, [random.pick(Object.keys(claims))]: wrong }),
    () =>
      JSON.stringify({
        ...claims,
        name: random.pick(['é'.normalize('NFD'), '\u202eadA', 'A\u0000', '🦊'.repeat(64)]),
      }),
    () =>
      JSON.stringify({
        ...claims,
        contentPath: random.pick(['//evil', '/\\evil', '/%2fevil', '/a/..//evil', '/\t/evil', '/é?ü#ß']),
      }),
    () => json.slice(0, random.below(json.length)),
    () => `${random.pick(['\ufeff', ' ', '[', '\u0000', '//'])}${json}`,
    () => `${json}${random.pick([json, ' ', '}', '\u0000'])}`,
  ];
  const text = random.pick(texts)();
  return random.pick<() => Buffer>([
    ...Array.from({ length: 8 }, () => () => deflateRawSync(text, { level: random.below(10) })),
    () => gzipSync(text),
    () => deflateSync(text),
    () => Buffer.from(text),
    () => Buffer.concat([deflateRawSync(text), Buffer.alloc(random.below(200), 0xff)]),
    () => deflateRawSync(text).subarray(0, random.below(60)),
    () => deflateRawSync(deflateRawSync(text)),
    () => deflateRawSync(`{"a":"${'0'.repeat(5_000_000)}"}`),
    () => deflateRawSync(deep(1_000_000, '[', ']')),
  ])();
}
