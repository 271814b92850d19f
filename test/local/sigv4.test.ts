import { expect, it } from 'vitest';
import { type SignedRequest, verifySignature } from '../../local/sigv4.ts';

const signature = '0'.repeat(64);
const request: SignedRequest = {
  method: 'GET',
  path: '/',
  query: '',
  headers: {
    host: '127.0.0.1',
    'x-amz-date': '20260101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  },
  body: Buffer.alloc(0),
};
const verify = (changed: Partial<SignedRequest>) =>
  verifySignature(
    { ...request, ...changed },
    {
      region: 'us-east-1',
      service: 'execute-api',
      secretAccessKeyOf: () => 'secret',
      now: Date.parse('2026-01-01T00:00:00.000Z'),
    },
  );

it.each([{ path: '/\ud800' }, { query: 'a=\udc00' }, { query: '%' }, { query: '%ff=%' }])(
  'refuses what cannot be encoded, and does not throw: %j',
  (changed) => expect(verify(changed)).toBeUndefined(),
);
