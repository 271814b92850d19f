import { describe, expect, it } from 'vitest';
import { otherCookies, sessionCookieOf } from '../../../lambdas/edge/cookies.ts';
import { viewerEvent } from '../../support/edge.ts';

function requestWith(...cookies: string[]) {
  const [record] = viewerEvent({ target: '/', headers: { Cookie: cookies } }).Records;
  if (record === undefined) throw new Error('no record');
  return record.cf.request;
}

describe('the session cookie', () => {
  it.each([
    ['__Host-embed_session=value'],
    ['a=1; __Host-embed_session=value; b=2'],
    ['a=1', '__Host-embed_session=value'],
    ['__Host-embed_session= value '],
    // Browsers send what a page sets, and a server might trim the name.
    ['__Host-embed_session =value'],
    ['__Host-embed_session\t=value'],
  ])('is found in %j', (...cookies) => {
    expect(sessionCookieOf(requestWith(...cookies))).toBe('value');
  });

  it.each([
    [],
    ['a=1'],
    ['__host-embed_session=value'],
    ['embed_session=value'],
    ['x__Host-embed_session=value'],
    ['__Host-embed_session=value; __Host-embed_session=value'],
    ['__Host-embed_session=value', '__Host-embed_session=other'],
    // Two of them, however they are spelled.
    ['__Host-embed_session=value; __Host-embed_session =other'],
    ['__Host-embed_session =other; __Host-embed_session=value'],
  ])('isn’t found in %j', (...cookies) => {
    expect(sessionCookieOf(requestWith(...cookies))).toBeUndefined();
  });
});

describe('the other cookies', () => {
  it.each([
    [['a=1; __Host-embed_session=value; b=2'], 'a=1; b=2'],
    [['a=1; __Host-embed_session =value'], 'a=1'],
    [['__Host-embed_session =value', ' __Host-embed_session = x', 'a=1'], 'a=1'],
    [['__Host-embed_session', 'a=1'], 'a=1'],
    [['__Host-embed_session=value'], undefined],
    [[' ; ;'], undefined],
  ])('of %j are %j', (cookies, others) => {
    expect(otherCookies(requestWith(...cookies))).toBe(others);
  });
});
