import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { denial, jwksDocument, noContent, redirect } from '../../../lambdas/edge/responses.ts';

type Response = ReturnType<typeof denial>;

const headersOf = ({ headers = {} }: Response) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.map(({ value }) => value)]),
  );

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('the page of a denial', () => {
  const response = denial('forbidden', 'request-1', false);
  const { body = '' } = response;

  it('allows its own script and style, and nothing else', () => {
    const inline = (tag: string) =>
      [...body.matchAll(new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`, 'g'))].map(([, text = '']) => text);
    const [[style = '', ...styles], [script = '', ...scripts]] = [inline('style'), inline('script')];
    expect([styles, scripts]).toEqual([[], []]);
    expect(body).not.toMatch(/\son\w+=|<[^>]+\sstyle=|\s(?:src|href)=/);
    expect(headersOf(response)['content-security-policy']).toEqual([
      `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}`,
    ]);
  });

  it('isn’t sniffed, cached or changed by the request', () => {
    expect(headersOf(response)).toMatchObject({
      'content-type': ['text/html; charset=utf-8'],
      'x-content-type-options': ['nosniff'],
      'cache-control': ['no-store'],
      'x-embed-error': ['forbidden'],
    });
  });

  it.each([
    '"><script>alert(1)</script>',
    "' onload='alert(1)",
    '<img src=x>',
    '&lt;script&gt;',
    '\u2028</html>',
  ])('contains no markup of a request ID: %j', (requestId) => {
    const { body: page = '' } = denial('forbidden', requestId, false);
    const printable = requestId.replace(/[^\w=.-]/g, '');
    expect(page).toBe(body.replaceAll('request-1', printable));
    expect(page.match(/</g)).toEqual(body.match(/</g));
  });

  it('contains the request ID of CloudFront as it is', () => {
    const requestId = 'MNZGBLxUiN0Qg_-0K2-w5jKxQmVZ1m9X6yPq8d0o4bT2sX3hHg==';
    expect(denial('forbidden', requestId, false).body).toContain(`data-request-id="${requestId}"`);
  });
});

describe('the JSON of a denial', () => {
  it('isn’t sniffed or cached, and quotes the request ID', () => {
    const requestId = '"},{"code":"x';
    const response = denial('unavailable', requestId, true);
    expect(JSON.parse(response.body ?? '')).toEqual({ code: 'unavailable', requestId });
    expect(headersOf(response)).toMatchObject({
      'content-type': ['application/json'],
      'x-content-type-options': ['nosniff'],
      'cache-control': ['no-store'],
      'retry-after': ['1'],
    });
  });
});

it('caches the public keys for 5 minutes, and no other response', () => {
  expect(headersOf(jwksDocument({ keys: [] }))).toMatchObject({
    'cache-control': ['public, max-age=300'],
    'x-content-type-options': ['nosniff'],
    'content-type': ['application/jwk-set+json'],
  });
  for (const response of [redirect('/d/1'), redirect('/d/1', 'a=b'), noContent()]) {
    expect(headersOf(response)['cache-control']).toEqual(['no-store']);
  }
});
