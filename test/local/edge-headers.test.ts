import type { CloudFrontRequest } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { edgeHeaders, resultProblem } from '../../local/edge-headers.ts';

describe('the headers of an edge event', () => {
  it.each([
    'Connection',
    'Expect',
    'Keep-Alive',
    'Proxy-Authorization',
    'Trailer',
    'Upgrade',
    'X-Accel-Redirect',
    'X-Amz-Cf-Id',
    'X-Amzn-RequestId',
    'X-Cache',
    'X-Edge-Location',
    'X-Forwarded-Proto',
    'X-Real-IP',
  ])('don’t include %s, which CloudFront doesn’t show', (name) => {
    expect(edgeHeaders([[name, 'value']])).toEqual({});
  });

  it('are keyed by their names in lower case, repeated ones together', () => {
    const sent = [
      ['Sec-WebSocket-Key', 'AAAA'],
      ['A', '1'],
      ['a', '2'],
    ] as const;
    expect(edgeHeaders(sent)).toEqual({
      'sec-websocket-key': [{ key: 'Sec-WebSocket-Key', value: 'AAAA' }],
      a: [
        { key: 'A', value: '1' },
        { key: 'a', value: '2' },
      ],
    });
  });
});

describe('a function’s result', () => {
  const headers = edgeHeaders([['Host', 'acme.embed.example.com']]);
  const request: CloudFrontRequest = {
    clientIp: '203.0.113.7',
    method: 'GET',
    uri: '/',
    querystring: '',
    headers,
  };

  it('may add headers, but none that CloudFront disallows', () => {
    const added = (name: string) => ({ ...headers, [name]: [{ key: name, value: 'x' }] });
    expect(resultProblem(request, { ...request, headers: added('x-embed-identity') })).toBeUndefined();
    expect(resultProblem(request, { ...request, headers: added('x-real-ip') })).toMatch('x-real-ip');
    expect(resultProblem(request, { status: '200', headers: added('connection') })).toMatch('connection');
  });

  it('may not change a read-only header', () => {
    const changed = edgeHeaders([['Host', 'globex.embed.example.com']]);
    expect(resultProblem(request, { ...request, headers: changed })).toMatch('host');
    expect(resultProblem(request, { ...request, headers: {} })).toMatch('host');
  });
});
