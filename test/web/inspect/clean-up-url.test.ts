import { describe, expect, it } from 'vitest';
import { cleanUpUrl, isSecretKey } from '../../../web/src/inspect/clean-up-url.ts';

const v1 =
  'https://acme.embed.example.com/embed/login?payload=q1YqSVIyUtJRSlSyKikqTQUA%3D%3D&signature=TVqx_w%3D';
const v0 =
  'https://acme.embed.example.com/embed/login?contentPath=%2Freports%2Fa%2520b&externalId=ada&name=Ada+Lovelace&nonce=n&signature=s';
const redeem = 'https://acme.embed.example.com/embed/sso/redeem-session?sessionId=s.abc&nonce=n&signature=s';
const query = (url: string, change: (text: string) => string): string =>
  url.replace(/\?(.*)$/, (_, text: string) => `?${change(text)}`);

describe.each([
  ['v1', v1],
  ['v0, with an encoded percent sign in a value', v0],
  ['redeem', redeem],
])('cleanUpUrl of a %s URL', (_, url) => {
  it('keeps an undamaged one', () => expect(cleanUpUrl(url)).toEqual({ url, corrections: [] }));

  it.each<[string, string, string]>([
    ['&amp;', url.replaceAll('&', '&amp;'), 'Replaced the HTML entity for & (such as &amp;) with &.'],
    ['&#38;', url.replaceAll('&', '&#38;'), 'Replaced the HTML entity for & (such as &amp;) with &.'],
    ['&#x26;', url.replaceAll('&', '&#x26;'), 'Replaced the HTML entity for & (such as &amp;) with &.'],
    ['a line break', url.replace('embed/', 'em\r\n  bed/'), 'Removed line breaks and spaces.'],
    ['a full stop', `${url}.`, 'Removed punctuation from the end.'],
    ['a closing bracket and a comma', `${url}),`, 'Removed punctuation from the end.'],
    [
      'an encoded query',
      query(url, encodeURIComponent),
      'Decoded the query: its separators were percent-encoded.',
    ],
  ])('corrects %s', (_, damaged, correction) => {
    expect(cleanUpUrl(damaged)).toEqual({ url, corrections: [correction] });
  });

  it.each<[string, string, string]>([
    ['an iframe', `<iframe width="1" src="${url.replaceAll('&', '&amp;')}" title="x"></iframe>`, 'the HTML'],
    ['an iframe without quotation marks', `<iframe src=${url}></iframe>`, 'the HTML'],
    ['a link', `<a class='b' href='${url}'>open</a>`, 'the HTML'],
    ['a curl command', `curl -sS -o /dev/null "${url}"`, 'the curl command'],
    [
      'a curl command with a prompt and options after it',
      `$ curl '${url}' \\\n  -H 'accept: */*'`,
      'the curl command',
    ],
    ['Markdown brackets', `<${url}>`, 'the quotation marks'],
  ])('takes it from %s', (_, pasted, source) => {
    expect(cleanUpUrl(pasted)).toEqual({ url, source, corrections: [] });
  });
});

it.each([
  ['v1', v1],
  ['v0 with encoded slashes', v0],
])('decodes a %s query that was percent-encoded twice, once', (_, url) => {
  const twice = query(url, (text) => text.replaceAll('%', '%25'));
  expect(cleanUpUrl(twice)).toEqual({
    url,
    corrections: ['Decoded the query once: it was percent-encoded twice.'],
  });
});

describe('isSecretKey', () => {
  const key = 'esk_Abcdefghijklmnopqrstuv123456';
  it.each([key, ` ${key}\n`, `${key.slice(0, 10)} ${key.slice(10)}`, `\u00a0${key}`])(
    'recognizes %j',
    (pasted) => expect(isSecretKey(pasted)).toBe(true),
  );
  it.each([key.slice(1), `${key}a`, v1])('is false for %j', (pasted) =>
    expect(isSecretKey(pasted)).toBe(false),
  );
});
